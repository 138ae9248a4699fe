package io.weirpool.sql.plan;

import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions over a time that keep its order, so that a bound of the time is one of the expression. Months are not among
 * them: January 28th 23:00 and 29th 01:00 change places when a month is added in a year of 28 days in February.
 */
final class Monotone {
    private static final Set<TypeKind> TIMES = Set.of(TypeKind.TIMESTAMP, TypeKind.TIMESTAMPTZ, TypeKind.DATE);

    private Monotone() {}

    /** The bound of an expression over columns with these bounds; empty when none is known. */
    static Optional<Progress> progress(Expression expression, List<Optional<Progress>> columns) {
        if (expression instanceof Input input) {
            return columns.get(input.index());
        }
        if (!(expression instanceof Call call) || !TIMES.contains(call.type().kind())) {
            return Optional.empty();
        }
        return time(call)
                .flatMap(operand -> progress(call.operands().get(operand), columns)
                        .map(bound -> bound.then(new Progress.Mapped(over(call, operand)))));
    }

    /** The operand whose order the call keeps; all others are constants. */
    private static Optional<Integer> time(Call call) {
        List<Expression> operands = call.operands();
        return switch (call.function()) {
            case "CAST" -> operands.size() == 1 ? times(operands, 0) : Optional.empty();
            case "date_trunc" ->
                operands.size() == 2 && isConstant(operands.get(0)) ? times(operands, 1) : Optional.empty();
            case "date_bin" ->
                operands.size() == 3 && isConstant(operands.get(0)) && isConstant(operands.get(2))
                        ? times(operands, 1)
                        : Optional.empty();
            case "+", "-" -> operands.size() == 2 && isSpan(operands.get(1)) ? times(operands, 0) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> times(List<Expression> operands, int index) {
        return TIMES.contains(operands.get(index).type().kind()) ? Optional.of(index) : Optional.empty();
    }

    private static boolean isConstant(Expression expression) {
        return expression instanceof Constant constant && constant.value() != null;
    }

    private static boolean isSpan(Expression expression) {
        return expression instanceof Constant constant
                && constant.value() instanceof Interval interval
                && interval.months() == 0;
    }

    /** The call over a row of the one operand. */
    private static Expression over(Call call, int operand) {
        List<Expression> operands = new ArrayList<>(call.operands());
        operands.set(operand, new Input(0, operands.get(operand).type()));
        return new Call(call.function(), operands, call.type());
    }
}
