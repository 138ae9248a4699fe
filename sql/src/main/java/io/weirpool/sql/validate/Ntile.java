package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.util.Optionality;

/** NTILE of any number, as PostgreSQL has it; Calcite's takes a literal only. */
final class Ntile extends SqlAggFunction {
    static final Ntile INSTANCE = new Ntile();

    private Ntile() {
        super(
                "ntile",
                null,
                SqlKind.NTILE,
                ReturnTypes.INTEGER_NULLABLE,
                null,
                OperandTypes.variadic(SqlOperandCountRanges.of(1)),
                SqlFunctionCategory.NUMERIC,
                false,
                true,
                Optionality.FORBIDDEN);
    }
}
