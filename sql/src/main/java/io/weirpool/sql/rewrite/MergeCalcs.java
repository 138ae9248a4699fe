package io.weirpool.sql.rewrite;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Infallible;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A filter or projection over another becomes one, so that a row passes one function per stage; a projection that changes
 * nothing goes.
 *
 * <p>Not merged where an expression that does work would be written out several times: the work would be done several
 * times. But one that may fail, and that only some rows need, is computed where they need it, as in PostgreSQL:
 * {@code CASE WHEN b <> 0 THEN q END} over {@code a / b AS q}.
 */
final class MergeCalcs extends InputsRewritten {
    private static final MergeCalcs RULE = new MergeCalcs();

    /** Not all of their operands are evaluated for every row. */
    private static final Set<String> LAZY = Set.of("CASE", "COALESCE", "AND", "OR");

    /** Calls written out again at most. */
    private static final int REPEATED_MAX = 100;

    private MergeCalcs() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        return over(calc.input().accept(this), calc);
    }

    /** The calc over another input, made one with those it begins with. */
    static Plan over(Plan input, Plan.Calc calc) {
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
        Uses uses = new Uses(inner.projections().size());
        outer.condition().ifPresent(c -> uses.count(c, false));
        outer.projections().forEach(p -> uses.count(p, false));
        return IntStream.range(0, inner.projections().size()).anyMatch(i -> {
            Expression work = inner.projections().get(i);
            boolean repeated = uses.all[i] > 1 && work instanceof Expression.Call;
            return repeated
                    && !(uses.perhaps[i] > 0 && !Infallible.is(work) && uses.all[i] * size(work) <= REPEATED_MAX);
        });
    }

    /** How often columns are read, and how often only for some of the rows. */
    private static final class Uses {
        private final int[] all;
        private final int[] perhaps;

        Uses(int columns) {
            all = new int[columns];
            perhaps = new int[columns];
        }

        void count(Expression expression, boolean maybe) {
            if (expression instanceof Expression.Input input) {
                all[input.index()]++;
                perhaps[input.index()] += maybe ? 1 : 0;
            } else if (expression instanceof Expression.Call call) {
                boolean lazy = LAZY.contains(call.function());
                for (int i = 0; i < call.operands().size(); i++) {
                    count(call.operands().get(i), maybe || (lazy && i > 0));
                }
            }
        }
    }

    private static int size(Expression expression) {
        return expression instanceof Expression.Call call
                ? 1 + call.operands().stream().mapToInt(MergeCalcs::size).sum()
                : 0;
    }

    private static boolean changesNothing(Plan.Calc calc) {
        return calc.condition().isEmpty()
                && calc.rowType().equals(calc.input().rowType())
                && IntStream.range(0, calc.projections().size())
                        .allMatch(
                                i -> calc.projections().get(i) instanceof Expression.Input input && input.index() == i);
    }
}
