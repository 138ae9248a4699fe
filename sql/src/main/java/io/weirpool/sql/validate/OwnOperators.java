package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlSingleOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of PostgreSQL that Calcite lacks or reads otherwise. */
final class OwnOperators {
    /** {@code date_trunc('hour', ts)}; Calcite has the arguments the other way round. */
    static final SqlFunction DATE_TRUNC = function(
            "date_trunc",
            ReturnTypes.ARG1_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME));

    static final SqlFunction DATE_PART = function(
            "date_part",
            ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME));

    private OwnOperators() {}

    private static SqlFunction function(
            String name, SqlReturnTypeInference result, SqlSingleOperandTypeChecker operands) {
        return new SqlFunction(
                name, SqlKind.OTHER_FUNCTION, result, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
