package io.weirpool.sql.rewrite;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A filter or projection over another becomes one, so that a row passes one function per stage; a projection that changes
 * nothing goes.
 *
 * <p>Not merged where an expression that does work would be written out several times: the work would be done several
 * times.
 */
final class MergeCalcs extends InputsRewritten {
    private static final MergeCalcs RULE = new MergeCalcs();

    private MergeCalcs() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        Plan input = calc.input().accept(this);
        Plan.Calc merged = new Plan.Calc(input, calc.condition(), calc.projections(), calc.rowType());
        // what could not be merged before may be now: a column that only the filter between them repeated
        while (merged.input() instanceof Plan.Calc inner && !repeatsWork(inner, merged)) {
            merged = merge(inner, merged);
        }
        return changesNothing(merged) ? merged.input() : merged;
    }

    private static Plan.Calc merge(Plan.Calc inner, Plan.Calc outer) {
        Optional<Expression> condition = outer.condition().map(c -> through(inner, c));
        return new Plan.Calc(
                inner.input(),
                both(inner.condition(), condition),
                outer.projections().stream().map(p -> through(inner, p)).toList(),
                outer.rowType());
    }

    private static Expression through(Plan.Calc inner, Expression expression) {
        return Substitution.apply(expression, input -> inner.projections().get(input.index()));
    }

    private static Optional<Expression> both(Optional<Expression> first, Optional<Expression> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        boolean nullable = first.get().type().nullable() || second.get().type().nullable();
        SqlType type = SqlType.of(TypeKind.BOOLEAN).withNullable(nullable);
        return Optional.of(new Expression.Call("AND", List.of(first.get(), second.get()), type));
    }

    private static boolean repeatsWork(Plan.Calc inner, Plan.Calc outer) {
        int[] uses = new int[inner.projections().size()];
        outer.condition().ifPresent(c -> count(c, uses));
        outer.projections().forEach(p -> count(p, uses));
        return IntStream.range(0, uses.length)
                .anyMatch(i -> uses[i] > 1 && inner.projections().get(i) instanceof Expression.Call);
    }

    private static void count(Expression expression, int[] uses) {
        if (expression instanceof Expression.Input input) {
            uses[input.index()]++;
        } else if (expression instanceof Expression.Call call) {
            call.operands().forEach(operand -> count(operand, uses));
        }
    }

    private static boolean changesNothing(Plan.Calc calc) {
        return calc.condition().isEmpty()
                && calc.rowType().equals(calc.input().rowType())
                && IntStream.range(0, calc.projections().size())
                        .allMatch(
                                i -> calc.projections().get(i) instanceof Expression.Input input && input.index() == i);
    }
}
