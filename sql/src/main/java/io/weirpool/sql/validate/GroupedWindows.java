package io.weirpool.sql.validate;

import io.weirpool.sql.parse.GroupedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            Optional<GroupedWindow> window = GroupedWindow.of(select); // one that is of more stays, to be refused
            SqlNode query = visit(select);
            SqlNode order = window.isEmpty() ? ordered.orderList : ordered.orderList.accept(new Bounds(window.get()));
            return new SqlOrderBy(call.getParserPosition(), query, (SqlNodeList) order, ordered.offset, ordered.fetch);
        }
        SqlNode copy = super.visit(call);
        Optional<GroupedWindow> window = copy instanceof SqlSelect select ? GroupedWindow.of(select) : Optional.empty();
        return window.isEmpty() ? copy : select((SqlSelect) copy, window.get());
    }

    private static SqlNode column(GroupedWindow window, String name, SqlParserPos place) {
        return new SqlIdentifier(List.of(window.alias(), name), place);
    }

    private static SqlNode select(SqlSelect select, GroupedWindow window) {
        Bounds bounds = new Bounds(window);
        SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
        select.getSelectList().forEach(item -> items.add(OutputNames.keeping(item, item.accept(bounds))));
        SqlNodeList group = new SqlNodeList(select.getGroup().getParserPosition());
        for (SqlNode item : select.getGroup()) {
            if (item == window.call()) {
                group.add(column(window, GroupedWindow.START, item.getParserPosition()));
                group.add(column(window, GroupedWindow.END, item.getParserPosition()));
            } else {
                group.add(item);
            }
        }
        // sessions are of the rows that count
        boolean session = window.isSession();
        SqlNode having = select.getHaving();
        SqlNode table = table(select, session && select.getWhere() != null);
        select.setFrom(SqlStdOperatorTable.AS.createCall(
                window.call().getParserPosition(),
                windowed(window, table),
                new SqlIdentifier(window.alias(), window.call().getParserPosition())));
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

    private static SqlNode windowed(GroupedWindow window, SqlNode table) {
        SqlParserPos place = window.call().getParserPosition();
        List<SqlNode> operands = new ArrayList<>();
        operands.add(table);
        operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(place, window.time()));
        if (window.isSession() && !window.keys().isEmpty()) {
            operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(place, window.keys()));
        }
        operands.addAll(window.call().getOperandList().subList(1, window.call().operandCount()));
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
        private final GroupedWindow window;

        Bounds(GroupedWindow window) {
            this.window = window;
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
                return call;
            }
            Optional<String> bound = window.bound(call);
            return bound.isPresent() ? column(window, bound.get(), call.getParserPosition()) : super.visit(call);
        }
    }
}
