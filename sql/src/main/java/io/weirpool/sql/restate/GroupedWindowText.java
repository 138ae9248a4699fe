package io.weirpool.sql.restate;

import static java.util.Objects.requireNonNull;

import io.weirpool.sql.parse.GroupedWindow;
import io.weirpool.sql.parse.StatementText;
import io.weirpool.sql.restate.RewrittenText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement in which one window of time in GROUP BY is a table in FROM, as {@link WindowText} knows it:
 *
 * <pre>{@code
 * SELECT TUMBLE_START(at, INTERVAL '1' HOUR), count(*) FROM s GROUP BY TUMBLE(at, INTERVAL '1' HOUR)
 * SELECT s.window_start AS tumble_start, count(*) FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '1' HOUR)) AS s
 *   GROUP BY s.window_start, s.window_end
 * }</pre>
 */
final class GroupedWindowText extends SqlBasicVisitor<@Nullable Void> {
    private final StatementText text;
    private final List<Part> parts = new ArrayList<>();

    private GroupedWindowText(StatementText text) {
        this.text = text;
    }

    /** The whole statement with the first such window of the query rewritten; empty when it has none. */
    static Optional<String> of(StatementText text, SqlNode query) {
        GroupedWindowText rewritten = new GroupedWindowText(text);
        query.accept(rewritten);
        return rewritten.parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Part.replaced(
                        text.text(), rewritten.parts, 0, text.text().length()));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (!parts.isEmpty()) {
            return null;
        }
        boolean ordered = call instanceof SqlOrderBy order && order.query instanceof SqlSelect;
        if ((ordered ? ((SqlOrderBy) call).query : call) instanceof SqlSelect select) {
            Optional<GroupedWindow> window = GroupedWindow.of(select);
            if (window.isPresent()) {
                rewrite(select, window.get(), ordered ? ((SqlOrderBy) call).orderList : SqlNodeList.EMPTY);
                return null;
            }
        }
        return super.visit(call);
    }

    private void rewrite(SqlSelect select, GroupedWindow window, SqlNodeList order) {
        SqlNode from = requireNonNull(select.getFrom());
        parts.add(new Part(
                begin(from),
                RewrittenText.end(text, from),
                table(select, from, window) + " AS " + RewrittenText.quoted(window.alias())));
        replace(window.call(), column(window, GroupedWindow.START) + ", " + column(window, GroupedWindow.END));
        Bounds bounds = new Bounds(window);
        for (SqlNode item : select.getSelectList()) {
            Optional<String> bound = item instanceof SqlCall call ? window.bound(call) : Optional.empty();
            if (bound.isPresent()) { // a column is called as its function
                String name = ((SqlCall) item).getOperator().getName().toLowerCase(Locale.ROOT);
                replace(item, column(window, bound.get()) + " AS " + name);
            } else {
                item.accept(bounds);
            }
        }
        if (select.getHaving() != null) {
            select.getHaving().accept(bounds);
        }
        order.accept(bounds);
    }

    private void replace(SqlNode node, String with) {
        parts.add(new Part(text.offset(node.getParserPosition()), RewrittenText.end(text, node), with));
    }

    private static String column(GroupedWindow window, String name) {
        return RewrittenText.quoted(window.alias()) + "." + name;
    }

    private String slice(SqlNode node) {
        return text.text().substring(begin(node), RewrittenText.end(text, node));
    }

    /** The place of {@code (SELECT ...) AS q} begins behind the parenthesis. */
    private int begin(SqlNode node) {
        int begin = text.offset(node.getParserPosition());
        for (int left = unopened(text.slice(node.getParserPosition())); left > 0; left--) {
            begin = text.text().lastIndexOf('(', begin - 1);
        }
        return begin;
    }

    private static int unopened(String part) {
        int unopened = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                unopened++;
                depth = 0;
            }
        }
        return unopened;
    }

    private String table(SqlSelect select, SqlNode from, GroupedWindow window) {
        List<String> operands = new ArrayList<>();
        operands.add(rows(select, from, window));
        operands.add("DESCRIPTOR(" + RewrittenText.quoted(window.time().getSimple()) + ")");
        if (window.isSession() && !window.keys().isEmpty()) {
            operands.add(window.keys().stream()
                    .map(key -> RewrittenText.quoted(key.toString()))
                    .collect(Collectors.joining(", ", "DESCRIPTOR(", ")")));
        }
        List<SqlNode> given = window.call().getOperandList();
        given.subList(1, given.size()).forEach(span -> operands.add(slice(span)));
        return "TABLE(%s(%s))".formatted(window.name(), String.join(", ", operands));
    }

    /** Sessions are of the rows that count; the condition, which stays where it is, is true of these. */
    private String rows(SqlSelect select, SqlNode from, GroupedWindow window) {
        SqlNode table = from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2
                ? ((SqlCall) from).operand(0)
                : from;
        SqlNode where = window.isSession() ? select.getWhere() : null;
        if (where == null && table instanceof SqlIdentifier) {
            return "TABLE " + slice(table);
        }
        return "(SELECT * FROM %s%s)".formatted(slice(from), where == null ? "" : " WHERE " + slice(where));
    }

    /** {@code TUMBLE_START(..)} and {@code TUMBLE_END(..)} of the window; of subqueries nothing. */
    private final class Bounds extends SqlBasicVisitor<@Nullable Void> {
        private final GroupedWindow window;

        Bounds(GroupedWindow window) {
            this.window = window;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            Optional<String> bound = window.bound(call);
            if (bound.isPresent()) {
                replace(call, column(window, bound.get()));
                return null;
            }
            return call.isA(SqlKind.QUERY) ? null : super.visit(call);
        }
    }
}
