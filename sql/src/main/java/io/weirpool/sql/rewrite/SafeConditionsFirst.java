package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Infallible;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Of conditions that must all be TRUE, those that may fail are tested last, and the smaller before the larger: so
 * {@code 10 / b > 1 AND b <> 0} has an answer for every row, as in PostgreSQL, which orders them by their cost.
 */
final class SafeConditionsFirst extends InputsRewritten {
    private static final SafeConditionsFirst RULE = new SafeConditionsFirst();

    private SafeConditionsFirst() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        return ordered(new Plan.Calc(calc.input().accept(this), calc.condition(), calc.projections(), calc.rowType()));
    }

    /** The same rows; what is below stays as it is. */
    static Plan.Calc ordered(Plan.Calc calc) {
        return new Plan.Calc(calc.input(), ordered(calc.condition()), calc.projections(), calc.rowType());
    }

    @Override
    public Plan visitJoin(Plan.Join join) {
        return new Plan.Join(
                join.left().accept(this),
                join.right().accept(this),
                join.kind(),
                join.keys(),
                ordered(join.residual()),
                join.rowType(),
                join.hints());
    }

    /** The condition itself when its order is right. */
    private static Optional<Expression> ordered(Optional<Expression> condition) {
        List<Expression> parts = Conjuncts.of(condition);
        List<Expression> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingInt(part -> Infallible.is(part) ? 0 : cost(part)));
        return sorted.equals(parts) ? condition : Conjuncts.and(sorted);
    }

    /** How many functions are called. */
    private static int cost(Expression expression) {
        return expression instanceof Call call
                ? 1
                        + call.operands().stream()
                                .mapToInt(SafeConditionsFirst::cost)
                                .sum()
                : 0;
    }
}
