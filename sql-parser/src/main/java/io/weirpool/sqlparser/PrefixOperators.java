package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** PostgreSQL's operators before one operand, as they are parsed: {@code |/ 16 + 9} is {@code |/ (16 + 9)}. */
public final class PrefixOperators {
    /** Between the infix ones and + and -: {@code ~ 5 & 6} is {@code (~ 5) & 6}. */
    private static final int PRECEDENCE = 40;

    public static final SqlPrefixOperator ABSOLUTE = operator("@");
    public static final SqlPrefixOperator BIT_NOT = operator("~");
    public static final SqlPrefixOperator SQUARE_ROOT = operator("|/");
    public static final SqlPrefixOperator CUBE_ROOT = operator("||/");

    private PrefixOperators() {}

    private static SqlPrefixOperator operator(String name) {
        return new SqlPrefixOperator(
                name, SqlKind.OTHER, PRECEDENCE, ReturnTypes.explicit(SqlTypeName.ANY), null, OperandTypes.ANY);
    }
}
