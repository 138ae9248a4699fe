package io.weirpool.sqlparser;

import static org.apache.calcite.util.Static.RESOURCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code a ASOF JOIN b ON a.k = b.k AND a.t >= b.t}, as other systems write it: the one comparison that is no equality is
 * the MATCH_CONDITION.
 */
final class AsofConditions {
    private static final Set<SqlKind> CLOSEST = Set.of(
            SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL, SqlKind.GREATER_THAN, SqlKind.GREATER_THAN_OR_EQUAL);

    private AsofConditions() {}

    /**
     * @param place of what was read last, for errors
     * @throws org.apache.calcite.runtime.CalciteContextException when there is no such comparison, or several
     */
    static SqlAsofJoin join(
            SqlLiteral joinType,
            SqlNode left,
            SqlLiteral natural,
            SqlNode right,
            SqlLiteral on,
            SqlNode condition,
            SqlParserPos place) {
        List<SqlNode> closest = new ArrayList<>();
        List<SqlNode> equal = new ArrayList<>();
        split(condition, closest, equal);
        if (closest.size() != 1) {
            throw SqlUtil.newContextException(place, RESOURCE.asofRequiresMatchCondition());
        }
        SqlNode rest = equal.stream()
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(b.getParserPosition(), a, b))
                .orElseGet(() -> SqlLiteral.createBoolean(true, place));
        return new SqlAsofJoin(
                joinType.getParserPosition(), left, natural, joinType, right, on, rest, closest.get(0));
    }

    private static void split(SqlNode condition, List<SqlNode> closest, List<SqlNode> equal) {
        if (condition.getKind() == SqlKind.AND) {
            ((SqlCall) condition).getOperandList().forEach(operand -> split(operand, closest, equal));
        } else {
            (CLOSEST.contains(condition.getKind()) ? closest : equal).add(condition);
        }
    }
}
