package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** PostgreSQL's {@code ->} and {@code ->>}; JSON is Calcite's VARIANT. */
public final class JsonOperators {
    /** Binds tighter than comparison, looser than + and -, as in PostgreSQL. */
    private static final int PRECEDENCE = 38;

    public static final SqlBinaryOperator GET = operator("->", SqlTypeName.VARIANT);
    public static final SqlBinaryOperator GET_TEXT = operator("->>", SqlTypeName.VARCHAR);

    private JsonOperators() {}

    private static SqlBinaryOperator operator(String name, SqlTypeName result) {
        return new SqlBinaryOperator(
                name,
                SqlKind.OTHER,
                PRECEDENCE,
                true,
                ReturnTypes.explicit(result).andThen(SqlTypeTransforms.FORCE_NULLABLE),
                null,
                OperandTypes.ANY_ANY);
    }
}
