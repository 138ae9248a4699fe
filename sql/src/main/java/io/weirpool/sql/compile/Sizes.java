package io.weirpool.sql.compile;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;

/** How large expressions are, counted in calls. */
final class Sizes {
    private Sizes() {}

    static boolean atLeast(Expression expression, int calls) {
        return remaining(expression, calls) <= 0;
    }

    private static int remaining(Expression expression, int calls) {
        if (!(expression instanceof Call call)) {
            return calls;
        }
        int left = calls - 1;
        for (Expression operand : call.operands()) {
            if (left <= 0) {
                return left;
            }
            left = remaining(operand, left);
        }
        return left;
    }
}
