package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** {@code SELECT DISTINCT ON (a, b)}: stands in QUALIFY until it is known what the rows are ordered by. */
public final class DistinctOn {
    public static final SqlSpecialOperator OPERATOR = new SqlSpecialOperator("DISTINCT ON", SqlKind.OTHER);

    private DistinctOn() {}

    /** The condition of a SELECT that may have either, or both. */
    public static SqlNode qualify(SqlNodeList distinctOn, SqlNode condition) {
        if (distinctOn == null) {
            return condition;
        }
        SqlNode call = OPERATOR.createCall(distinctOn);
        return condition == null
                ? call
                : SqlStdOperatorTable.AND.createCall(distinctOn.getParserPosition(), call, condition);
    }
}
