package io.weirpool.app.query;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statement of one page. Columns come as text, as PostgreSQL prints them: first those selected, then those of the
 * ordering, of which the next cursor is made.
 *
 * <p>A page begins after the last row of the one before (a keyset), so that it costs the same however far on it is and
 * rows that come and go meanwhile shift nothing. In a bag equal rows have no order among them: the page begins at the
 * last row, and skips those already given.
 */
final class PageStatement {
    private PageStatement() {}

    static SqlBuilder of(ViewQuery query, Name schema, int rows) {
        SqlBuilder sql = new SqlBuilder().text("SELECT ");
        appendColumns(sql, query);
        sql.text(" FROM ")
                .text(Identifiers.quote(schema))
                .text(".")
                .text(Identifiers.quote(query.view().name()))
                .text(" v");
        String glue = " WHERE ";
        for (Condition condition : query.conditions()) {
            condition.appendTo(sql.text(glue));
            glue = " AND ";
        }
        if (query.cursor().isPresent()) {
            appendKeyset(sql.text(glue), query.order(), query.cursor().get());
        }
        sql.text(" ORDER BY ")
                .text(String.join(
                        ", ", query.order().stream().map(OrderTerm::sql).toList()));
        int skip = query.cursor().map(Cursor::repeats).orElse(0);
        return sql.text(" LIMIT " + rows).text(skip == 0 ? "" : " OFFSET " + skip);
    }

    /** Identifies an ordering in cursors: of a view with these columns, these terms; the same in its next version. */
    static String ordering(View view, List<OrderTerm> order) {
        String terms = String.join(",", order.stream().map(OrderTerm::sql).toList());
        String columns = String.join(
                ",",
                view.columns().columns().stream()
                        .map(c -> c.name() + " " + c.type())
                        .toList());
        return Integer.toHexString(Objects.hash(view.name().value(), columns, terms));
    }

    private static void appendColumns(SqlBuilder sql, ViewQuery query) {
        String glue = "";
        for (int index : query.select()) {
            sql.text(glue)
                    .text(ViewQueryParser.quoted(query.view().columns().column(index)))
                    .text("::text");
            glue = ", ";
        }
        for (OrderTerm term : query.order()) {
            sql.text(glue).text(term.column()).text("::text");
        }
    }

    private static void appendKeyset(SqlBuilder sql, List<OrderTerm> order, Cursor cursor) {
        if (isRowComparison(order, cursor)) {
            appendRowComparison(sql, order, cursor);
            return;
        }
        sql.text("(");
        for (int i = 0; i < order.size(); i++) {
            for (int equal = 0; equal < i; equal++) {
                order.get(equal).appendEqual(sql, cursor.last().get(equal));
                sql.text(" AND ");
            }
            order.get(i).appendAfter(sql, cursor.last().get(i));
            sql.text(" OR ");
        }
        if (cursor.repeats() == 0) {
            sql.text("FALSE)");
            return;
        }
        String glue = "";
        for (int i = 0; i < order.size(); i++) {
            order.get(i).appendEqual(sql.text(glue), cursor.last().get(i));
            glue = " AND ";
        }
        sql.text(")");
    }

    /** The form an index can serve: one direction, no NULLs. */
    private static boolean isRowComparison(List<OrderTerm> order, Cursor cursor) {
        boolean descending = order.get(0).descending();
        return order.stream().allMatch(term -> !term.nullable() && term.descending() == descending)
                && cursor.last().stream().allMatch(Objects::nonNull);
    }

    private static void appendRowComparison(SqlBuilder sql, List<OrderTerm> order, Cursor cursor) {
        String columns = String.join(", ", order.stream().map(OrderTerm::column).toList());
        String after = order.get(0).descending() ? "<" : ">";
        sql.text("(" + columns + ") " + after + (cursor.repeats() > 0 ? "=" : "") + " (");
        String glue = "";
        for (@Nullable String value : cursor.last()) {
            sql.text(glue).bind(value);
            glue = ", ";
        }
        sql.text(")");
    }

    /** Whether equal rows can occur, so that a cursor must count them. */
    static boolean isBag(View view) {
        return !(view.key() instanceof ViewKey.Columns);
    }
}
