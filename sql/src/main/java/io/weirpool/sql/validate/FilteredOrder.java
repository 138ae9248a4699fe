package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFilterOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * FILTER of an aggregate with an order, whose expressions get their types here: Calcite's forgets them, and then cannot
 * convert a cast among them.
 */
final class FilteredOrder extends SqlFilterOperator {
    private static final FilteredOrder INSTANCE = new FilteredOrder();

    private FilteredOrder() {}

    /** The call itself, or the same one with this operator. */
    static SqlCall apply(SqlCall call) {
        boolean ordered = call.getKind() == SqlKind.FILTER && call.operand(0).getKind() == SqlKind.WITHIN_GROUP;
        return ordered ? INSTANCE.createCall(call.getParserPosition(), call.getOperandList()) : call;
    }

    @Override
    public void validateCall(
            SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operandScope) {
        super.validateCall(call, validator, scope, operandScope);
        SqlNodeList order = ((SqlCall) call.operand(0)).operand(1);
        for (var item : order) {
            validator.deriveType(scope, item);
        }
    }
}
