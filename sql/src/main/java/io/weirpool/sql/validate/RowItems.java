package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The list of a SELECT in which columns of type ROW may stand. Where the query is read as a table they become the columns
 * they are kept as, so that its reader has the row again; a view shows their text.
 */
final class RowItems {
    /** What a query is for. */
    enum Use {
        /** A view's own query. */
        VIEW,
        /** Read in FROM, or by a name of WITH. */
        TABLE,
        /** EXISTS, which looks at no column. */
        TEST,
        /** An expression, or a part of a view's query of which the rows are compared. */
        VALUE
    }

    private static final int NONE = Integer.MAX_VALUE;

    private final RowTables tables;
    private final @Nullable SqlNode from;
    private final Use use;
    private final SqlShuttle values;
    /** Place of the first item that stands for several columns. */
    private int firstRow = NONE;

    /** @param values copies expressions */
    RowItems(RowTables tables, @Nullable SqlNode from, Use use, SqlShuttle values) {
        this.tables = tables;
        this.from = from;
        this.use = use;
        this.values = values;
    }

    SqlNodeList of(SqlNodeList given) {
        look(given);
        SqlNodeList items = new SqlNodeList(given.getParserPosition());
        given.forEach(item -> add(item, items));
        return items;
    }

    /** Finds out where the first row is. */
    void look(SqlNodeList given) {
        for (int i = 0; i < given.size(); i++) {
            SqlNode item = given.get(i);
            boolean row = (item instanceof SqlIdentifier star && star.isStar())
                    ? starred(star).stream().anyMatch(RowTables.Table::hasRows)
                    : isFields(item) || rowOf(item) != null;
            firstRow = row ? Math.min(firstRow, i) : firstRow;
        }
    }

    private void add(SqlNode item, SqlNodeList items) {
        if (item instanceof SqlIdentifier star && star.isStar()) {
            star(star, items);
            return;
        }
        if (isFields(item)) {
            fields((SqlCall) item, items);
            return;
        }
        SqlNode value = item.accept(values);
        RowColumn row = row(value);
        if (row != null && (use == Use.TABLE || use == Use.TEST)) {
            String name =
                    value.getKind() == SqlKind.AS ? ((SqlCall) value).operand(1).toString() : row.label();
            items.addAll(row.keptAs(name));
        } else {
            items.add(OutputNames.keeping(item, value));
        }
    }

    /** {@code (row).*} */
    private static boolean isFields(SqlNode item) {
        return item.getKind() == SqlKind.DOT
                && ((SqlCall) item).operand(1) instanceof SqlIdentifier name
                && name.isStar();
    }

    private void fields(SqlCall item, SqlNodeList items) {
        SqlParserPos place = item.getParserPosition();
        SqlNode row = requireNonNull(item.operand(0).accept(values));
        if (!RowUses.isRow(row)) {
            throw Mistake.invalid(place, "\"" + item.operand(0) + "\" is no row", "Take the fields of a row: (t).*");
        }
        List<String> names = RowUses.names(row);
        for (int i = 0; i < names.size(); i++) {
            SqlNode field = RowUses.fields(row).get(i);
            if (use == Use.TABLE && field instanceof RowColumn inner) {
                items.addAll(inner.keptAs(names.get(i)));
            } else {
                items.add(SqlStdOperatorTable.AS.createCall(place, field, new SqlIdentifier(names.get(i), place)));
            }
        }
    }

    private void star(SqlIdentifier star, SqlNodeList items) {
        Collection<RowTables.Table> shown = starred(star);
        if (use == Use.TABLE || use == Use.TEST || shown.stream().noneMatch(RowTables.Table::hasRows)) {
            items.add(star);
            return;
        }
        SqlParserPos place = star.getParserPosition();
        if (use == Use.VALUE || (star.names.size() == 1 && (!tables.known() || isByName(from)))) {
            throw Mistake.unsupported(
                    place, "* for columns of which one is of type ROW is not supported here", "Name the columns.");
        }
        shown.forEach(table -> items.addAll(RowColumn.columns(table, place)));
    }

    private Collection<RowTables.Table> starred(SqlIdentifier star) {
        if (star.names.size() == 1) {
            return tables.tables().values();
        }
        RowTables.Table table = tables.tables().get(star.names.get(0));
        return table == null ? List.of() : List.of(table);
    }

    private static boolean isByName(@Nullable SqlNode from) {
        return from instanceof SqlJoin join
                && (join.isNatural()
                        || join.getConditionType() == JoinConditionType.USING
                        || isByName(join.getLeft())
                        || isByName(join.getRight()));
    }

    private static @Nullable RowColumn row(@Nullable SqlNode item) {
        SqlNode value = item != null && item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        return value instanceof RowColumn row ? row : null;
    }

    /** The column of type ROW that an item is; null when it is none. */
    private @Nullable RowColumn rowOf(SqlNode item) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        boolean path = value instanceof SqlIdentifier || value.getKind() == SqlKind.DOT;
        return path ? row(value.accept(values)) : null;
    }

    /** What an item of ORDER BY is that is the name of a row in the list; null when it is something else. */
    @Nullable SqlNode ordered(SqlNode item, SqlNodeList list) {
        switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall call = (SqlCall) item;
                SqlNode row = ordered(call.operand(0), list);
                return row == null ? null : call.getOperator().createCall(call.getParserPosition(), row);
            }
            default -> {
                return item instanceof SqlIdentifier name && name.isSimple() ? named(name.getSimple(), list) : null;
            }
        }
    }

    private @Nullable SqlNode named(String name, SqlNodeList list) {
        for (SqlNode item : list) {
            boolean named = item.getKind() == SqlKind.AS
                    && ((SqlCall) item).operand(1).toString().equals(name);
            RowColumn row = named ? rowOf(item) : null;
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    /** Places of columns, as {@code ORDER BY 2}, mean others behind a row. */
    void refusePlaces(SqlNodeList list) {
        for (SqlNode item : list) {
            SqlNode value = item;
            while (value.getKind() == SqlKind.DESCENDING
                    || value.getKind() == SqlKind.NULLS_FIRST
                    || value.getKind() == SqlKind.NULLS_LAST) {
                value = ((SqlCall) value).operand(0);
            }
            if (firstRow != NONE && value instanceof SqlNumericLiteral place && place.intValue(false) > firstRow) {
                throw Mistake.unsupported(
                        place.getParserPosition(),
                        "the place of a column after one of type ROW is not supported",
                        "Name the column.");
            }
        }
    }

    /**
     * The names that a query's columns are given, with those that rows are kept as.
     *
     * @param given one for each column that was declared, perhaps of the first only
     * @param kept what the columns were called
     */
    static List<SqlNode> names(List<SqlNode> given, List<String> kept) {
        if (!DeclaredColumn.anyRow(kept)) {
            return given;
        }
        List<SqlNode> all = new ArrayList<>();
        List<DeclaredColumn> declared = DeclaredColumn.of(kept);
        for (int i = 0; i < given.size(); i++) {
            SqlParserPos place = given.get(i).getParserPosition();
            DeclaredColumn column = i < declared.size() ? declared.get(i) : null;
            if (column == null || !column.isRow()) {
                all.add(given.get(i));
                continue;
            }
            for (String own : kept.subList(column.index(), column.index() + column.width())) {
                all.add(new SqlIdentifier(
                        given.get(i) + own.substring(column.name().length()), place));
            }
        }
        return all;
    }

    static SqlNodeList names(SqlNodeList given, List<String> kept) {
        return new SqlNodeList(names(given.getList(), kept), given.getParserPosition());
    }

    /**
     * UNION, INTERSECT or EXCEPT.
     *
     * @throws Mistake where a row is beside something else
     */
    static SqlNode combined(SqlCall call, List<SqlNode> queries, Function<SqlNode, List<String>> names) {
        List<List<String>> shapes = queries.stream()
                .map(names)
                .map(kept ->
                        DeclaredColumn.of(kept).stream().map(RowItems::shape).toList())
                .toList();
        boolean rows = queries.stream().map(names).anyMatch(DeclaredColumn::anyRow);
        if (rows && shapes.stream().distinct().count() > 1) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    "%s of a row and something else, or of rows with other fields"
                            .formatted(call.getOperator().getName()),
                    "Select the same fields of both.");
        }
        return call.getOperator().createCall(call.getParserPosition(), queries);
    }

    private static String shape(DeclaredColumn column) {
        return column.isRow()
                ? column.fields().stream()
                        .map(field -> field.name() + shape(field))
                        .toList()
                        .toString()
                : "";
    }
}
