package io.weirpool.sql.rewrite;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Conditions are tested as early as the answer allows, and equalities become keys of joins. The columns of every plan stay
 * as they are.
 */
final class PushFilters extends InputsRewritten {
    private final Map<String, Source> sources;

    private PushFilters(Map<String, Source> sources) {
        this.sources = sources;
    }

    static Plan apply(Plan plan, Map<String, Source> sources) {
        return plan.accept(new PushFilters(sources));
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        Plan filtered = push(calc.input(), Conjuncts.of(calc.condition()));
        return new Plan.Calc(filtered, Optional.empty(), calc.projections(), calc.rowType());
    }

    @Override
    public Plan visitJoin(Plan.Join join) {
        return push(join, List.of());
    }

    /** The plan's rows for which all conditions are TRUE. */
    private Plan push(Plan plan, List<Expression> conditions) {
        if (plan instanceof Plan.Join join) {
            return join(join, conditions);
        }
        if (conditions.isEmpty()) {
            return plan.accept(this);
        }
        if (plan instanceof Plan.Calc calc) {
            return throughProjection(calc, conditions);
        }
        if (plan instanceof Plan.Union || plan instanceof Plan.SetOperation) {
            return plan.withInputs(
                    plan.inputs().stream().map(i -> push(i, conditions)).toList());
        }
        return throughColumns(plan, conditions, passing(plan));
    }

    private Plan join(Plan.Join join, List<Expression> conditions) {
        if (join.kind() == JoinKind.INNER) {
            return InnerJoins.plan(join, conditions, sources, this::push);
        }
        NarrowedJoin narrowed = NarrowedJoin.of(join, conditions);
        return narrowed.isSame()
                ? oneSided(join, conditions)
                : narrowed.restored(join(narrowed.join(), narrowed.moved(conditions)), join.rowType());
    }

    /** Columns that are equal in all rows that an operator looks at together, so that a test of them can come before it. */
    private static Set<Integer> passing(Plan plan) {
        if (plan instanceof Plan.Aggregate aggregate) {
            return range(aggregate.groups().size());
        }
        if (plan instanceof Plan.Expand expand) {
            return range(expand.input().rowType().size());
        }
        if (plan instanceof Plan.TopN topN) {
            return Set.copyOf(topN.partition());
        }
        return plan instanceof Plan.Window window ? Set.copyOf(window.partition()) : Set.of();
    }

    private static Set<Integer> range(int end) {
        return IntStream.range(0, end).boxed().collect(Collectors.toSet());
    }

    private Plan throughColumns(Plan plan, List<Expression> conditions, Set<Integer> passing) {
        Split split =
                Split.of(conditions, read -> !read.isEmpty() && read.stream().allMatch(passing::contains));
        if (split.taken.isEmpty()) {
            return Calcs.filter(plan.accept(this), conditions);
        }
        List<Expression> below = plan instanceof Plan.Aggregate aggregate
                ? split.taken.stream().map(c -> ofGroups(c, aggregate)).toList()
                : split.taken;
        Plan input = push(plan.inputs().get(0), below);
        return Calcs.filter(plan.withInputs(List.of(input)), split.left);
    }

    private static Expression ofGroups(Expression condition, Plan.Aggregate aggregate) {
        return Substitution.apply(
                condition, input -> new Expression.Input(aggregate.groups().get(input.index()), input.type()));
    }

    /** A condition over computed columns stays above, or the work would be done twice. */
    private Plan throughProjection(Plan.Calc calc, List<Expression> conditions) {
        Split split = Split.of(
                conditions,
                read -> read.stream().noneMatch(i -> calc.projections().get(i) instanceof Expression.Call));
        List<Expression> below = new ArrayList<>(Conjuncts.of(calc.condition()));
        split.taken.forEach(c ->
                below.add(Substitution.apply(c, input -> calc.projections().get(input.index()))));
        Plan input = push(calc.input(), below);
        return Calcs.filter(new Plan.Calc(input, Optional.empty(), calc.projections(), calc.rowType()), split.left);
    }

    private Plan oneSided(Plan.Join join, List<Expression> above) {
        int width = join.left().rowType().size();
        boolean full = join.kind() == JoinKind.FULL;
        Split ofLeft = Split.of(above, read -> !full && read.length() <= width);
        Split ofRight =
                Split.of(Joins.conditions(join), read -> !full && (read.isEmpty() || read.nextSetBit(0) >= width));
        // a left row that fails a semi join's condition is gone; that of other joins stays without a match
        Split both = Split.of(ofRight.left, read -> join.kind() == JoinKind.SEMI && read.length() <= width);
        List<Expression> left = new ArrayList<>(ofLeft.taken);
        left.addAll(both.taken);
        List<Expression> right =
                ofRight.taken.stream().map(c -> Conjuncts.shift(c, -width)).toList();
        Plan joined =
                Joins.keyed(push(join.left(), left), push(join.right(), right), join.kind(), both.left, join.hints());
        return Calcs.filter(joined, ofLeft.left);
    }

    private record Split(List<Expression> taken, List<Expression> left) {
        static Split of(List<Expression> conditions, Predicate<BitSet> test) {
            List<Expression> taken = conditions.stream()
                    .filter(c -> test.test(Conjuncts.columns(c)))
                    .toList();
            List<Expression> left =
                    conditions.stream().filter(c -> !taken.contains(c)).toList();
            return new Split(taken, left);
        }
    }
}
