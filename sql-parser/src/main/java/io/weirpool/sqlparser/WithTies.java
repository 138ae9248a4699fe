package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** {@code FETCH FIRST n ROWS WITH TIES}: the number, marked. */
public final class WithTies {
    public static final SqlFunction OPERATOR = new SqlFunction(
            "$with_ties",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.ARG0,
            null,
            OperandTypes.ANY,
            SqlFunctionCategory.SYSTEM);

    private WithTies() {}

    public static SqlNode of(SqlNode count, SqlParserPos place) {
        return OPERATOR.createCall(place, count);
    }
}
