package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The greatest or least value of each group of some rows, and nothing else of them.
 *
 * @param base the rows before a last filter and projection; {@code condition}: of that filter
 * @param sources columns of the base: those of the groups, then the one whose extreme it is
 * @param positions for each column of the plan which of these it is
 */
record Extreme(
        boolean greatest, Plan base, Optional<Expression> condition, List<Integer> sources, List<Integer> positions) {
    private static final int NONE = -1;

    static Optional<Extreme> of(Plan plan) {
        Plan groups = plan instanceof Plan.Calc calc && calc.condition().isEmpty() ? calc.input() : plan;
        if (!(groups instanceof Plan.Aggregate aggregate)
                || aggregate.groups().isEmpty()
                || aggregate.calls().size() != 1) {
            return Optional.empty();
        }
        AggregateCall call = aggregate.calls().get(0);
        boolean greatest = call.function() == Function.MAX;
        List<Integer> positions = plan.equals(groups) ? all(groups) : columns((Plan.Calc) plan);
        if ((!greatest && call.function() != Function.MIN) || call.filter().isPresent() || positions.contains(NONE)) {
            return Optional.empty();
        }
        List<Integer> input = sources(aggregate.input());
        List<Integer> sources = new ArrayList<>();
        aggregate.groups().forEach(column -> sources.add(input.get(column)));
        sources.add(input.get(call.arguments().get(0)));
        return sources.contains(NONE)
                ? Optional.empty()
                : Optional.of(new Extreme(
                        greatest, base(aggregate.input()), condition(aggregate.input()), sources, positions));
    }

    /** Whether it is the extreme of just these rows, which change and leave. */
    boolean isOf(Plan rows) {
        return !base.appendOnly() && base.equals(base(rows)) && condition.equals(condition(rows));
    }

    /** For each column of a plan the column of its base; -1 where it is computed. */
    static List<Integer> sources(Plan plan) {
        return plan instanceof Plan.Calc calc ? columns(calc) : all(plan);
    }

    private static Plan base(Plan plan) {
        return plan instanceof Plan.Calc calc ? calc.input() : plan;
    }

    private static Optional<Expression> condition(Plan plan) {
        return plan instanceof Plan.Calc calc ? calc.condition() : Optional.empty();
    }

    private static List<Integer> columns(Plan.Calc calc) {
        return calc.projections().stream()
                .map(p -> p instanceof Input input ? input.index() : NONE)
                .toList();
    }

    private static List<Integer> all(Plan plan) {
        return IntStream.range(0, plan.rowType().size()).boxed().toList();
    }
}
