package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** CAST of anything to anything: which there are is known, and refused with its place, where casts are converted. */
final class PostgresCast extends SqlCastFunction {
    static final PostgresCast INSTANCE = new PostgresCast();

    /** Calcite's, which find a cast by its operator. */
    static final SqlRexConvertletTable CONVERTLETS = PostgresCast::convertlet;

    private PostgresCast() {}

    private static @Nullable SqlRexConvertlet convertlet(SqlCall call) {
        SqlCall known = call.getOperator() instanceof PostgresCast
                ? SqlStdOperatorTable.CAST.createCall(
                        SqlParserPos.ZERO, call.getOperandList().toArray(SqlNode[]::new))
                : call;
        return StandardConvertletTable.INSTANCE.get(known);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding callBinding, boolean throwOnFailure) {
        return true;
    }
}
