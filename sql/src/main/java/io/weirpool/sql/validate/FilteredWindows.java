package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code sum(x) FILTER (WHERE c) OVER w}, which Calcite does not know, as {@code sum(CASE WHEN c THEN x END) OVER w}: the
 * same for aggregates that leave NULLs out.
 */
final class FilteredWindows {
    private static final Set<String> WITHOUT_NULLS = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "bool_and",
            "bool_or",
            "every",
            "bit_and",
            "bit_or",
            "bit_xor",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp");

    private FilteredWindows() {}

    /** The call itself when it is something else. */
    static SqlCall apply(SqlCall call) {
        if (call.getKind() != SqlKind.OVER
                || !(call.operand(0) instanceof SqlCall filtered)
                || filtered.getKind() != SqlKind.FILTER) {
            return call;
        }
        SqlCall aggregate = filtered.operand(0);
        String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
        if (!WITHOUT_NULLS.contains(name) || aggregate.operandCount() != 1) {
            throw Mistake.unsupported(
                    filtered.getParserPosition(),
                    "FILTER of " + name + " in a window function is not supported",
                    "Filter in a subquery in FROM.");
        }
        SqlParserPos place = aggregate.getParserPosition();
        SqlNode counted =
                isStar(aggregate.operand(0)) ? SqlLiteral.createExactNumeric("1", place) : aggregate.operand(0);
        SqlNode choice = new SqlCase(
                place,
                null,
                SqlNodeList.of(filtered.operand(1)),
                SqlNodeList.of(counted),
                SqlLiteral.createNull(place));
        SqlCall plain = aggregate.getOperator().createCall(aggregate.getFunctionQuantifier(), place, choice);
        List<SqlNode> operands = new ArrayList<>(List.of(plain));
        operands.add(call.operand(1));
        return SqlStdOperatorTable.OVER.createCall(call.getParserPosition(), operands);
    }

    private static boolean isStar(SqlNode operand) {
        return operand instanceof SqlIdentifier identifier && identifier.isStar();
    }
}
