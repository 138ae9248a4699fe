package io.weirpool.sql.validate;

import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sqlparser.IntervalTextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which windows of time are written as in the standard: {@code tumble(t, at, interval '10 minutes')}
 * becomes {@code TUMBLE(TABLE t, DESCRIPTOR(at), INTERVAL '10' MINUTE)}, so that the table is no column. Distances of
 * frames are written so, too.
 */
final class TimeWindowForms extends SqlShuttle {
    private static final Set<String> WINDOWS = Set.of("tumble", "hop", "cumulate", "session");

    private static final Set<SqlKind> FRAMES = Set.of(SqlKind.PRECEDING, SqlKind.FOLLOWING);

    private TimeWindowForms() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new TimeWindowForms());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode copy = super.visit(call);
        if (copy instanceof SqlCall bound && FRAMES.contains(bound.getKind())) {
            SqlNode distance = interval(bound.operand(0));
            return distance == bound.operand(0)
                    ? bound
                    : bound.getOperator().createCall(bound.getParserPosition(), distance);
        }
        return copy instanceof SqlCall table
                        && table.getKind() == SqlKind.COLLECTION_TABLE
                        && table.operand(0) instanceof SqlCall window
                        && isWindow(window)
                ? SqlStdOperatorTable.COLLECTION_TABLE.createCall(table.getParserPosition(), standard(window))
                : copy;
    }

    /** Whether a function of this name makes windows of time. */
    static boolean isWindow(String name) {
        return WINDOWS.contains(FunctionNames.postgres(name));
    }

    private static boolean isWindow(SqlCall call) {
        return call.getOperator() instanceof SqlFunction function
                && isWindow(function.getName())
                && call.operandCount() > 2;
    }

    private static SqlNode standard(SqlCall window) {
        List<SqlNode> operands = new ArrayList<>(window.getOperandList());
        SqlNode first = operands.get(0);
        if (first instanceof SqlIdentifier || first.isA(SqlKind.QUERY)) {
            operands.set(0, table(first));
            if (operands.get(1) instanceof SqlIdentifier time) {
                operands.set(1, SqlStdOperatorTable.DESCRIPTOR.createCall(time.getParserPosition(), time));
            }
        }
        operands.replaceAll(TimeWindowForms::interval);
        return window.getOperator().createCall(window.getParserPosition(), operands);
    }

    private static SqlNode table(SqlNode named) {
        return named instanceof SqlIdentifier
                ? SqlStdOperatorTable.EXPLICIT_TABLE.createCall(named.getParserPosition(), named)
                : named;
    }

    /** An interval in PostgreSQL's words as the standard's literal; what is none stays. */
    private static SqlNode interval(SqlNode operand) {
        SqlParserPos place = operand.getParserPosition();
        if (operand instanceof IntervalTextLiteral text) {
            return StandardInterval.of(text.text(), place);
        }
        boolean cast = operand.getKind() == SqlKind.CAST
                && ((SqlCall) operand).operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeName().toString().equalsIgnoreCase("interval");
        SqlNode given = cast ? ((SqlCall) operand).operand(0) : operand;
        return given instanceof SqlCharStringLiteral literal && literal.getValue() instanceof NlsString text
                ? StandardInterval.of(text.getValue(), place)
                : operand;
    }
}
