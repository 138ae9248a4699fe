package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SmallInput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A tree of inner joins as its inputs and conditions, put together again in the order written, except that an input waits
 * until an equality connects it to those before: so {@code a, b, c WHERE a.x = c.x AND b.y = c.y} pairs no row of a with
 * all of b. Inputs no equality connects come last.
 */
final class InnerJoins {
    /** Applies conditions to an input, as deep in it as they can be. */
    private final BiFunction<Plan, List<Expression>, Plan> push;

    private final List<Input> inputs = new ArrayList<>();
    /** Over the columns of all inputs, one after the other. */
    private final List<Expression> conditions = new ArrayList<>();

    private InnerJoins(BiFunction<Plan, List<Expression>, Plan> push) {
        this.push = push;
    }

    static Plan plan(Plan.Join join, List<Expression> above, BiFunction<Plan, List<Expression>, Plan> push) {
        InnerJoins joins = new InnerJoins(push);
        joins.collect(join, 0, List.of());
        joins.conditions.addAll(above);
        return joins.plan(join);
    }

    /** What a hint calls small stays one input, whatever it is. */
    private void collect(Plan plan, int offset, List<Integer> hints) {
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

    private static List<Integer> hints(Plan.Join join, int input) {
        return join.small().stream()
                .filter(small -> small.input() == input)
                .map(SmallInput::hint)
                .toList();
    }

    private Plan plan(Plan.Join join) {
        List<Part> parts = parts();
        Part whole = parts.get(0);
        for (List<Part> connected : Connected.of(parts, conditions)) {
            Part group = inOrder(connected);
            whole = connected.contains(parts.get(0)) ? group : join(whole, group);
        }
        List<Integer> order = whole.columns;
        List<Integer> wanted = IntStream.range(0, join.rowType().size())
                .map(order::indexOf)
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
            List<Expression> own = take(columns ->
                    (from <= columns.nextSetBit(0) && columns.length() <= to) || (columns.isEmpty() && from == 0));
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
        Part joined = waiting.remove(0);
        while (!waiting.isEmpty()) {
            Part before = joined;
            Part next = waiting.stream()
                    .filter(part -> Connected.byEquality(before, part, conditions))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(next);
            joined = join(joined, next);
        }
        return joined;
    }

    private Part join(Part left, Part right) {
        List<Integer> columns = new ArrayList<>(left.columns);
        columns.addAll(right.columns);
        List<Expression> applicable = take(read -> read.stream().allMatch(columns::contains)).stream()
                .map(c -> Substitution.apply(
                        c, input -> new Expression.Input(columns.indexOf(input.index()), input.type())))
                .toList();
        List<SmallInput> small = new ArrayList<>();
        left.hints.forEach(hint -> small.add(new SmallInput(0, hint)));
        right.hints.forEach(hint -> small.add(new SmallInput(1, hint)));
        Plan joined = Joins.keyed(left.plan, right.plan, JoinKind.INNER, applicable, small);
        return new Part(joined, columns, right.hints.isEmpty() ? List.of() : left.hints);
    }

    /** Conditions whose columns are so; each is taken once. */
    private List<Expression> take(Predicate<BitSet> wanted) {
        List<Expression> taken = conditions.stream()
                .filter(c -> wanted.test(Conjuncts.columns(c)))
                .toList();
        conditions.removeAll(taken);
        return taken;
    }

    private record Input(Plan plan, List<Integer> hints) {}

    /**
     * Some inputs joined.
     *
     * @param columns which of all inputs' columns the plan has, in its order
     * @param hints that call it small, as what is made of small ones only is
     */
    record Part(Plan plan, List<Integer> columns, List<Integer> hints) {
        boolean hasAll(BitSet read) {
            return read.stream().allMatch(columns::contains);
        }
    }
}
