package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlOperandMetadata;

/** {@code CUMULATE(TABLE t, DESCRIPTOR(at), step, size)}, which Calcite does not have: it takes what HOP takes. */
final class CumulateFunction extends SqlWindowTableFunction {
    static final CumulateFunction INSTANCE = new CumulateFunction();

    private CumulateFunction() {
        super("CUMULATE", (SqlOperandMetadata) requireNonNull(SqlStdOperatorTable.HOP.getOperandTypeChecker()));
    }
}
