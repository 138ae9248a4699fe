package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;

/** Operands a function prepares once: patterns, formats, names of date parts. */
final class Operands {
    private Operands() {}

    static void check(ScalarFunction function, List<Expression> operands) {
        for (int i = 0; i < operands.size(); i++) {
            if (function.wantsConstant(i) || (function.prepares(i) && operands.get(i) instanceof Constant)) {
                prepared(function, i, operands.get(i));
            }
        }
    }

    /** What the method takes in place of the operand; for NULL something that is never used. */
    static Object prepared(ScalarFunction function, int index, Expression operand) {
        if (!(operand instanceof Constant constant)) {
            throw new ExpressionFailure(
                    ErrorCode.SQL_UNSUPPORTED,
                    "operand %d of %s must be a constant"
                            .formatted(index + 1, function.signature().name()));
        }
        Object value = constant.value();
        if (value == null) {
            throw new ExpressionFailure(
                    ErrorCode.SQL_UNSUPPORTED,
                    "operand %d of %s must not be NULL"
                            .formatted(index + 1, function.signature().name()));
        }
        return function.prepare(index, value);
    }
}
