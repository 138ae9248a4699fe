package io.weirpool.sql.rewrite;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.HintedInput;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SizeHint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tree of inner joins as its inputs and conditions, put together again in the order that {@link JoinOrder} says. An input
 * waits until an equality connects it to those before: so {@code a, b, c WHERE a.x = c.x AND b.y = c.y} pairs no row of a
 * with all of b. Inputs no equality connects come last.
 */
final class InnerJoins {
    /** Applies conditions to an input, as deep in it as they can be. */
    private final BiFunction<Plan, List<Expression>, Plan> push;

    private final JoinOrder order;

    private final List<Input> inputs = new ArrayList<>();
    /** Over the columns of all inputs, one after the other. */
    private final List<Expression> conditions = new ArrayList<>();

    private InnerJoins(JoinOrder order, BiFunction<Plan, List<Expression>, Plan> push) {
        this.order = order;
        this.push = push;
    }

    /**
     * @param above conditions over all columns of the join
     * @param sources by name
     */
    static Plan plan(
            Plan.Join join,
            List<Expression> above,
            Map<String, Source> sources,
            BiFunction<Plan, List<Expression>, Plan> push) {
        InnerJoins joins = new InnerJoins(new JoinOrder(sources), push);
        joins.collect(join, 0, List.of());
        joins.conditions.addAll(above);
        return joins.plan(join);
    }

    /** What a hint is about stays one input, whatever it is. */
    private void collect(Plan plan, int offset, List<SizeHint> hints) {
        if (!hints.isEmpty()) {
            inputs.add(new Input(plan, hints));
        } else if (plan instanceof Plan.Join join && join.kind() == JoinKind.INNER) {
            collect(join.left(), offset, hints(join, 0));
            collect(join.right(), offset + join.left().rowType().size(), hints(join, 1));
            Joins.conditions(join).forEach(c -> conditions.add(Conjuncts.shift(c, offset)));
        } else if (plan instanceof Plan.Calc calc && Calcs.isFilter(calc) && calc.input() instanceof Plan.Join) {
            collect(calc.input(), offset, List.of());
            Conjuncts.of(calc.condition()).forEach(c -> conditions.add(Conjuncts.shift(c, offset)));
        } else {
            inputs.add(new Input(plan, List.of()));
        }
    }

    private static List<SizeHint> hints(Plan.Join join, int input) {
        return join.hints().stream()
                .filter(hinted -> hinted.input() == input)
                .map(HintedInput::hint)
                .toList();
    }

    private Plan plan(Plan.Join join) {
        List<Part> parts = parts();
        Part whole = parts.get(0);
        for (List<Part> connected : Connected.of(parts, conditions)) {
            Part group = inOrder(connected);
            whole = connected.contains(parts.get(0)) ? group : join(whole, group);
        }
        List<Integer> columns = whole.columns;
        List<Integer> wanted = IntStream.range(0, join.rowType().size())
                .map(columns::indexOf)
                .boxed()
                .toList();
        return wanted.equals(IntStream.range(0, wanted.size()).boxed().toList())
                ? whole.plan
                : Calcs.columns(whole.plan, wanted, join.rowType());
    }

    /** The inputs, each with the conditions that look at it alone. */
    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int offset = 0;
        for (Input input : inputs) {
            int from = offset;
            int to = from + input.plan.rowType().size();
            List<Expression> own = those(columns ->
                    (from <= columns.nextSetBit(0) && columns.length() <= to) || (columns.isEmpty() && from == 0));
            conditions.removeAll(own);
            List<Expression> shifted =
                    own.stream().map(c -> Conjuncts.shift(c, -from)).toList();
            parts.add(new Part(
                    push.apply(input.plan, shifted),
                    IntStream.range(from, to).boxed().toList(),
                    input.hints));
            offset = to;
        }
        return parts;
    }

    private Part inOrder(List<Part> connected) {
        List<Part> waiting = new ArrayList<>(connected);
        Part first = order.first(waiting);
        waiting.remove(first);
        Part joined = first;
        while (!waiting.isEmpty()) {
            Part next = order.next(joined, waiting, conditions, this::joined);
            waiting.remove(next);
            boolean firstTwo = waiting.size() == connected.size() - 2;
            boolean writtenBefore = firstTwo && connected.indexOf(next) < connected.indexOf(first);
            joined = writtenBefore ? join(next, joined) : join(joined, next);
        }
        return joined;
    }

    private Part join(Part left, Part right) {
        List<Integer> columns = both(left, right);
        Plan joined = joined(left, right);
        conditions.removeAll(applicable(columns));
        List<SizeHint> small = Stream.concat(left.hints.stream(), right.hints.stream())
                .filter(SizeHint::everywhere)
                .toList();
        boolean all =
                Stream.of(left, right).allMatch(part -> part.hints.stream().anyMatch(SizeHint::everywhere));
        return new Part(joined, columns, all ? small : List.of());
    }

    private static List<Integer> both(Part left, Part right) {
        return Stream.concat(left.columns.stream(), right.columns.stream()).toList();
    }

    /** By the conditions that look at both, and at no other. */
    private Plan joined(Part left, Part right) {
        List<Integer> columns = both(left, right);
        List<Expression> between = applicable(columns).stream()
                .map(c -> Substitution.apply(
                        c, input -> new Expression.Input(columns.indexOf(input.index()), input.type())))
                .toList();
        List<HintedInput> hints = new ArrayList<>();
        left.hints.forEach(hint -> hints.add(new HintedInput(0, hint)));
        right.hints.forEach(hint -> hints.add(new HintedInput(1, hint)));
        return Joins.keyed(left.plan, right.plan, JoinKind.INNER, between, hints);
    }

    private List<Expression> applicable(List<Integer> columns) {
        return those(read -> read.stream().allMatch(columns::contains));
    }

    private List<Expression> those(Predicate<BitSet> wanted) {
        return conditions.stream()
                .filter(c -> wanted.test(Conjuncts.columns(c)))
                .toList();
    }

    private record Input(Plan plan, List<SizeHint> hints) {}

    /**
     * Some inputs joined.
     *
     * @param columns which of all inputs' columns the plan has, in its order
     * @param hints about it; what is made only of inputs that go to all tasks goes there, too
     */
    record Part(Plan plan, List<Integer> columns, List<SizeHint> hints) {
        boolean hasAll(BitSet read) {
            return read.stream().allMatch(columns::contains);
        }
    }
}
