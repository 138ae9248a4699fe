package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanVisitor;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Columns nobody reads are not computed, sent or parsed: what each operator needs is asked of its input, down to the scan.
 * The output of the whole plan stays as it is.
 */
final class PruneColumns implements PlanVisitor<PruneColumns.Pruned> {
    private final BitSet needed;

    private PruneColumns(BitSet needed) {
        this.needed = needed;
    }

    static Plan apply(Plan plan) {
        BitSet all = new BitSet();
        all.set(0, plan.rowType().size());
        return plan.accept(new PruneColumns(all)).plan;
    }

    /**
     * A plan with fewer columns.
     *
     * @param kept the columns it has, by their index before
     */
    record Pruned(Plan plan, List<Integer> kept) {
        int now(int before) {
            return kept.indexOf(before);
        }

        Expression rebase(Expression expression) {
            return Substitution.apply(expression, input -> new Expression.Input(now(input.index()), input.type()));
        }
    }

    @Override
    public Pruned visitScan(Plan.Scan scan) {
        List<Integer> kept = kept();
        return new Pruned(
                new Plan.Scan(
                        scan.source(),
                        kept.stream().map(scan.columns()::get).toList(),
                        scan.rowType().project(kept),
                        scan.appendOnly()),
                kept);
    }

    @Override
    public Pruned visitCalc(Plan.Calc calc) {
        List<Integer> kept = kept();
        BitSet inputs = new BitSet();
        calc.condition().ifPresent(condition -> Substitution.collect(condition, inputs));
        kept.forEach(i -> Substitution.collect(calc.projections().get(i), inputs));
        Pruned input = calc.input().accept(new PruneColumns(inputs));
        return new Pruned(
                new Plan.Calc(
                        input.plan,
                        calc.condition().map(input::rebase),
                        kept.stream()
                                .map(i -> input.rebase(calc.projections().get(i)))
                                .toList(),
                        calc.rowType().project(kept)),
                kept);
    }

    /** Group columns stay, as they say which rows there are. */
    @Override
    public Pruned visitAggregate(Plan.Aggregate aggregate) {
        int groups = aggregate.groups().size();
        List<Integer> kept = IntStream.range(0, aggregate.rowType().size())
                .filter(i -> i < groups || needed.get(i))
                .boxed()
                .toList();
        List<AggregateCall> calls = kept.stream()
                .filter(i -> i >= groups)
                .map(i -> aggregate.calls().get(i - groups))
                .toList();
        BitSet inputs = new BitSet();
        aggregate.groups().forEach(inputs::set);
        calls.forEach(call -> call.arguments().forEach(inputs::set));
        calls.forEach(call -> call.filter().ifPresent(inputs::set));
        Pruned input = aggregate.input().accept(new PruneColumns(inputs));
        return new Pruned(
                new Plan.Aggregate(
                        input.plan,
                        aggregate.groups().stream().map(input::now).toList(),
                        calls.stream().map(call -> rebase(call, input)).toList(),
                        aggregate.rowType().project(kept)),
                kept);
    }

    private static AggregateCall rebase(AggregateCall call, Pruned input) {
        OptionalInt filter = call.filter().isPresent()
                ? OptionalInt.of(input.now(call.filter().getAsInt()))
                : OptionalInt.empty();
        return new AggregateCall(
                call.function(),
                call.arguments().stream().map(input::now).toList(),
                call.distinct(),
                filter,
                call.type());
    }

    private List<Integer> kept() {
        return needed.stream().boxed().toList();
    }
}
