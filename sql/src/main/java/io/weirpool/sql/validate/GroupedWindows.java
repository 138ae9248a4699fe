package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which windows of time in GROUP BY are tables in FROM:
 *
 * <pre>{@code
 * SELECT TUMBLE_START(at, INTERVAL '1' HOUR), count(*) FROM s GROUP BY TUMBLE(at, INTERVAL '1' HOUR)
 * SELECT s.window_start, count(*) FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '1' HOUR)) AS s
 *   GROUP BY s.window_start, s.window_end
 * }</pre>
 */
final class GroupedWindows extends SqlShuttle {
    private static final Map<SqlKind, String> WINDOWS =
            Map.of(SqlKind.TUMBLE, "tumble", SqlKind.HOP, "hop", SqlKind.SESSION, "session");

    private static final String START = "window_start";
    private static final String END = "window_end";

    private GroupedWindows() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new GroupedWindows());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
            Window window = window(select);
            SqlNode query = visit(select);
            SqlNode order = window == null ? ordered.orderList : ordered.orderList.accept(new Bounds(window));
            return new SqlOrderBy(call.getParserPosition(), query, (SqlNodeList) order, ordered.offset, ordered.fetch);
        }
        SqlNode copy = super.visit(call);
        Window window = copy instanceof SqlSelect select ? window(select) : null;
        return window == null ? copy : select((SqlSelect) copy, window);
    }

    /**
     * A window by which a query is grouped.
     *
     * @param call with its time, which is a column
     * @param alias of the table
     * @param keys names of the other columns it is grouped by
     */
    private record Window(SqlCall call, String alias, List<SqlNode> keys) {
        String name() {
            return requireNonNull(WINDOWS.get(call.getKind()));
        }

        SqlNode column(String name, SqlParserPos place) {
            return new SqlIdentifier(List.of(alias, name), place);
        }
    }

    /** Null where there is none, or it is of more than a table and stays, to be refused. */
    private static @Nullable Window window(SqlSelect select) {
        String alias = alias(select.getFrom());
        if (select.getGroup() == null || alias == null) {
            return null;
        }
        List<SqlCall> windows = new ArrayList<>();
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode item : select.getGroup()) {
            if (WINDOWS.containsKey(item.getKind())) {
                windows.add((SqlCall) item);
            } else {
                keys.add(item instanceof SqlIdentifier name ? last(name) : item);
            }
        }
        boolean plain = windows.size() == 1
                && windows.get(0).operand(0) instanceof SqlIdentifier
                && (windows.get(0).getKind() != SqlKind.SESSION
                        || keys.stream().allMatch(SqlIdentifier.class::isInstance));
        return plain ? new Window(windows.get(0), alias, keys) : null;
    }

    private static @Nullable String alias(@Nullable SqlNode from) {
        if (from instanceof SqlIdentifier name) {
            return name.names.get(name.names.size() - 1);
        }
        return from != null && from.getKind() == SqlKind.AS
                ? ((SqlCall) from).operand(1).toString()
                : null;
    }

    private static SqlIdentifier last(SqlIdentifier name) {
        return new SqlIdentifier(name.names.get(name.names.size() - 1), name.getParserPosition());
    }

    private static SqlNode select(SqlSelect select, Window window) {
        Bounds bounds = new Bounds(window);
        SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
        select.getSelectList().forEach(item -> items.add(OutputNames.keeping(item, item.accept(bounds))));
        SqlNodeList group = new SqlNodeList(select.getGroup().getParserPosition());
        for (SqlNode item : select.getGroup()) {
            if (item == window.call) {
                group.add(window.column(START, item.getParserPosition()));
                group.add(window.column(END, item.getParserPosition()));
            } else {
                group.add(item);
            }
        }
        // sessions are of the rows that count
        boolean session = window.call.getKind() == SqlKind.SESSION;
        SqlNode having = select.getHaving();
        SqlNode table = table(select, session && select.getWhere() != null);
        select.setFrom(SqlStdOperatorTable.AS.createCall(
                window.call.getParserPosition(),
                windowed(window, table),
                new SqlIdentifier(window.alias, window.call.getParserPosition())));
        select.setSelectList(items);
        select.setGroupBy(group);
        select.setWhere(session ? null : select.getWhere());
        select.setHaving(having == null ? null : having.accept(bounds));
        return select;
    }

    /** What the windows are of: a table, or a query. */
    private static SqlNode table(SqlSelect select, boolean filtered) {
        SqlNode from = select.getFrom();
        SqlNode inner = from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2
                ? ((SqlCall) from).operand(0)
                : from;
        if (!filtered && inner instanceof SqlIdentifier) {
            return SqlStdOperatorTable.EXPLICIT_TABLE.createCall(inner.getParserPosition(), inner);
        }
        if (!filtered && inner.isA(SqlKind.QUERY)) {
            return inner;
        }
        SqlParserPos place = from.getParserPosition();
        SqlSelect all = (SqlSelect) select.clone(place);
        all.setSelectList(SqlNodeList.of(SqlIdentifier.star(place)));
        all.setGroupBy(null);
        all.setHaving(null);
        all.setOperand(0, SqlNodeList.EMPTY);
        if (!filtered) {
            all.setWhere(null);
        }
        return all;
    }

    private static SqlNode windowed(Window window, SqlNode table) {
        SqlParserPos place = window.call.getParserPosition();
        List<SqlNode> operands = new ArrayList<>();
        operands.add(table);
        operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(place, last(window.call.operand(0))));
        if (window.call.getKind() == SqlKind.SESSION && !window.keys.isEmpty()) {
            operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(place, window.keys));
        }
        operands.addAll(window.call.getOperandList().subList(1, window.call.operandCount()));
        SqlNode call = new SqlUnresolvedFunction(
                        new SqlIdentifier(window.name(), place),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION)
                .createCall(place, operands);
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(place, call);
    }

    /** {@code TUMBLE_START(..)} and {@code TUMBLE_END(..)} of the window as its columns; of subqueries nothing. */
    private static final class Bounds extends SqlShuttle {
        private final Window window;

        Bounds(Window window) {
            this.window = window;
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
                return call;
            }
            String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
            boolean start = name.equals(window.name() + "_start");
            if (!start && !name.equals(window.name() + "_end")) {
                return super.visit(call);
            }
            SqlNodeList given = new SqlNodeList(call.getOperandList(), call.getParserPosition());
            SqlNodeList own = new SqlNodeList(window.call.getOperandList(), call.getParserPosition());
            return given.equalsDeep(own, Litmus.IGNORE)
                    ? window.column(start ? START : END, call.getParserPosition())
                    : call;
        }
    }
}
