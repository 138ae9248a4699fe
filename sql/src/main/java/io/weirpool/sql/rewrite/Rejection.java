package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import java.util.Set;
import java.util.function.IntPredicate;

/** Conditions that leave out every row in which some columns are NULL; of others it is not known. */
final class Rejection {
    /** NULL where any operand is. */
    private static final Set<String> STRICT = Set.of(
            "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "NOT", "CAST", "abs", "lower", "upper", "length");

    private Rejection() {}

    /** Whether the condition is never TRUE where all these columns are NULL. */
    static boolean whereMissing(Expression condition, IntPredicate missing) {
        if (condition instanceof Call call) {
            return switch (call.function()) {
                case "AND" -> call.operands().stream().anyMatch(part -> whereMissing(part, missing));
                case "OR" -> call.operands().stream().allMatch(part -> whereMissing(part, missing));
                case "IS TRUE" -> whereMissing(call.operands().get(0), missing);
                case "IS NOT NULL", "IS FALSE" -> isNull(call.operands().get(0), missing);
                default -> isNull(condition, missing);
            };
        }
        return isNull(condition, missing);
    }

    private static boolean isNull(Expression expression, IntPredicate missing) {
        if (expression instanceof Expression.Input input) {
            return missing.test(input.index());
        }
        if (expression instanceof Expression.Constant constant) {
            return constant.value() == null;
        }
        Call call = (Call) expression;
        if (call.function().equals("IN")) {
            return isNull(call.operands().get(0), missing);
        }
        return STRICT.contains(call.function())
                && call.operands().stream().anyMatch(operand -> isNull(operand, missing));
    }
}
