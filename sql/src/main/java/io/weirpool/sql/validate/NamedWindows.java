package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query without a WINDOW clause: where a window is named, it stands itself, {@code OVER (w ROWS 1 PRECEDING)}
 * with the partition and order of w. Calcite would forget the frame.
 */
final class NamedWindows extends SqlShuttle {
    /** The operand of a SELECT that is its windows. */
    private static final int WINDOWS = 6;
    /** The operands of a window that are its own name, and that of another. */
    private static final int NAME = 0;

    private static final int REFERENCE = 1;

    /** Without an order all rows are peers; Calcite wants one to be written. */
    private static final Set<String> AMONG_PEERS = Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST");

    private static final Set<String> RANKINGS =
            Set.of("ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "NTILE", "LAG", "LEAD");

    /** Of the query the expressions are in; queries inside see their own. */
    private Map<String, SqlWindow> windows = Map.of();

    private NamedWindows() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new NamedWindows());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        Map<String, SqlWindow> outside = windows;
        try {
            if (call instanceof SqlSelect select) {
                return select(select);
            }
            if (call instanceof SqlOrderBy ordered) {
                return ordered(ordered);
            }
            SqlNode copy = super.visit(call);
            return copy instanceof SqlCall over && over.getKind() == SqlKind.OVER ? over(over) : copy;
        } finally {
            windows = outside;
        }
    }

    private SqlNode select(SqlSelect select) {
        windows = declared(select);
        SqlSelect copy = (SqlSelect) super.visit(select);
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        if (!copy.getWindowList().isEmpty()) {
            copy = (SqlSelect) copy.clone(copy.getParserPosition());
            copy.setOperand(WINDOWS, SqlNodeList.EMPTY);
        }
        return copy;
    }

    /** The order of rows may have window functions over the windows of the query in front of it. */
    private SqlNode ordered(SqlOrderBy ordered) {
        SqlNode query = ordered.query.accept(this);
        windows = ordered.query instanceof SqlSelect select ? declared(select) : Map.of();
        SqlNode order = ordered.orderList.accept(this);
        return new SqlOrderBy(ordered.getParserPosition(), query, (SqlNodeList) order, ordered.offset, ordered.fetch);
    }

    private static Map<String, SqlWindow> declared(SqlSelect select) {
        Map<String, SqlWindow> windows = new HashMap<>();
        for (SqlNode node : select.getWindowList()) {
            SqlWindow window = (SqlWindow) node;
            SqlIdentifier name = window.getDeclName();
            if (windows.put(name.getSimple(), resolved(window, windows)) != null) {
                throw Mistake.invalid(
                        name.getParserPosition(),
                        "two windows are called \"%s\"".formatted(name),
                        "Name one otherwise.");
            }
        }
        return windows;
    }

    private SqlNode over(SqlCall over) {
        SqlNode window = over.operand(1);
        SqlWindow resolved =
                window instanceof SqlIdentifier name ? named(name, windows) : resolved((SqlWindow) window, windows);
        SqlNode function = nullTreatment(over.operand(0));
        SqlNode ranking = function.getKind() == SqlKind.IGNORE_NULLS ? ((SqlCall) function).operand(0) : function;
        SqlWindow seen = isRanking(ranking) ? withoutFrame(resolved) : resolved;
        if (seen.getOrderList().isEmpty() && AMONG_PEERS.contains(name(ranking))) {
            seen.setOrderList(SqlNodeList.of(SqlLiteral.createExactNumeric("0", over.getParserPosition())));
        }
        return SqlStdOperatorTable.OVER.createCall(over.getParserPosition(), function, seen);
    }

    /** {@code lag(x IGNORE NULLS)} is {@code lag(x) IGNORE NULLS}; to respect them is the default. */
    private static SqlNode nullTreatment(SqlNode function) {
        if (function.getKind() == SqlKind.RESPECT_NULLS) {
            return ((SqlCall) function).operand(0);
        }
        if (!(function instanceof SqlCall call) || call.operandCount() < 2) {
            return function;
        }
        List<SqlNode> operands = call.getOperandList();
        SqlNode last = operands.get(operands.size() - 1);
        if (last.getKind() != SqlKind.IGNORE_NULLS && last.getKind() != SqlKind.RESPECT_NULLS) {
            return function;
        }
        SqlCall plain = call.getOperator()
                .createCall(
                        call.getFunctionQuantifier(),
                        call.getParserPosition(),
                        operands.subList(0, operands.size() - 1));
        return last.getKind() == SqlKind.RESPECT_NULLS
                ? plain
                : SqlStdOperatorTable.IGNORE_NULLS.createCall(last.getParserPosition(), plain);
    }

    private static boolean isRanking(SqlNode function) {
        return RANKINGS.contains(name(function));
    }

    private static String name(SqlNode function) {
        return function instanceof SqlCall call ? call.getOperator().getName().toUpperCase(Locale.ROOT) : "";
    }

    /** Ranks and shifts look at the whole partition, whatever the frame. */
    private static SqlWindow withoutFrame(SqlWindow window) {
        SqlWindow copy = (SqlWindow) window.clone(window.getParserPosition());
        copy.setLowerBound(null);
        copy.setUpperBound(null);
        copy.setRows(SqlLiteral.createBoolean(false, window.getParserPosition()));
        return copy;
    }

    private static SqlWindow named(SqlIdentifier name, Map<String, SqlWindow> windows) {
        SqlWindow window = windows.get(name.toString());
        if (window == null) {
            throw Mistake.invalid(
                    name.getParserPosition(),
                    "there is no window \"%s\"".formatted(name),
                    "Declare it before: WINDOW %s AS (...).".formatted(name));
        }
        return window;
    }

    /** As in PostgreSQL a window adds an order or a frame to the one it names, and replaces nothing of it. */
    private static SqlWindow resolved(SqlWindow window, Map<String, SqlWindow> windows) {
        SqlWindow resolved = (SqlWindow) window.clone(window.getParserPosition());
        resolved.setOperand(NAME, null);
        SqlIdentifier name = window.getRefName();
        if (name == null) {
            return resolved;
        }
        SqlWindow base = named(name, windows);
        refuse(!window.getPartitionList().isEmpty(), name, "its partition cannot be replaced");
        refuse(
                !window.getOrderList().isEmpty() && !base.getOrderList().isEmpty(),
                name,
                "its order cannot be replaced");
        refuse(hasFrame(base), name, "it has a frame");
        SqlNodeList order = base.getOrderList().isEmpty() ? window.getOrderList() : base.getOrderList();
        resolved.setOperand(REFERENCE, null);
        resolved.setPartitionList(base.getPartitionList());
        resolved.setOrderList(order);
        return resolved;
    }

    private static boolean hasFrame(SqlWindow window) {
        return window.getLowerBound() != null || !SqlWindow.isExcludeNoOthers(window.getExclude());
    }

    private static void refuse(boolean wrong, SqlIdentifier name, String why) {
        if (wrong) {
            throw Mistake.invalid(
                    name.getParserPosition(),
                    "window \"%s\" cannot be extended here: %s".formatted(name, why),
                    "Write the window in full.");
        }
    }
}
