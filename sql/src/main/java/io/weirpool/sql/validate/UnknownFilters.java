package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUtil;

/** {@code FILTER (WHERE NULL)} counts no row, as {@code FALSE} does, which Calcite takes for a condition. */
final class UnknownFilters {
    private UnknownFilters() {}

    /** The call itself, or the same one with FALSE. */
    static SqlCall apply(SqlCall call) {
        return call.getKind() == SqlKind.FILTER && SqlUtil.isNullLiteral(call.operand(1), true)
                ? call.getOperator()
                        .createCall(
                                call.getParserPosition(),
                                call.operand(0),
                                SqlLiteral.createBoolean(false, call.operand(1).getParserPosition()))
                : call;
    }
}
