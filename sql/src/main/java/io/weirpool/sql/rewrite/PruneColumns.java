package io.weirpool.sql.rewrite;

import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanVisitor;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** The other view has all of its columns; the reader takes those it needs. */
    @Override
    public Pruned visitViewRows(Plan.ViewRows rows) {
        List<Integer> kept = kept();
        return new Pruned(
                kept.size() == rows.rowType().size()
                        ? rows
                        : Calcs.columns(rows, kept, rows.rowType().project(kept)),
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
        calls.forEach(call -> call.columns().forEach(inputs::set));
        Pruned input = aggregate.input().accept(new PruneColumns(inputs));
        return new Pruned(
                new Plan.Aggregate(
                        input.plan,
                        aggregate.groups().stream().map(input::now).toList(),
                        calls.stream().map(call -> call.rebase(input::now)).toList(),
                        aggregate.rowType().project(kept)),
                kept);
    }

    @Override
    public Pruned visitValues(Plan.Values values) {
        List<Integer> kept = kept();
        List<List<Expression.Constant>> rows = values.rows().stream()
                .map(row -> kept.stream().map(row::get).toList())
                .toList();
        return new Pruned(new Plan.Values(rows, values.rowType().project(kept)), kept);
    }

    /** Generated columns stay. */
    @Override
    public Pruned visitExpand(Plan.Expand expand) {
        int columns = expand.input().rowType().size();
        BitSet inputs = needed.get(0, columns);
        expand.generator().expressions().forEach(e -> Substitution.collect(e, inputs));
        Pruned input = expand.input().accept(new PruneColumns(inputs));
        List<Integer> kept = new ArrayList<>(input.kept);
        IntStream.range(columns, expand.rowType().size()).forEach(kept::add);
        Generator generator = expand.generator()
                .with(expand.generator().expressions().stream()
                        .map(input::rebase)
                        .toList());
        return new Pruned(
                new Plan.Expand(input.plan, generator, expand.rowType().project(kept)), kept);
    }

    @Override
    public Pruned visitUnion(Plan.Union union) {
        List<Integer> kept = kept();
        List<Plan> inputs = union.inputs().stream()
                .map(input -> exactly(input.accept(this), kept))
                .toList();
        return new Pruned(new Plan.Union(inputs, union.rowType().project(kept)), kept);
    }

    /** An input that kept more than was asked for loses the rest by a projection. */
    private static Plan exactly(Pruned input, List<Integer> wanted) {
        if (input.kept.equals(wanted)) {
            return input.plan;
        }
        RowType rowType =
                input.plan.rowType().project(wanted.stream().map(input::now).toList());
        List<Expression> projections = IntStream.range(0, wanted.size())
                .<Expression>mapToObj(i -> new Expression.Input(input.now(wanted.get(i)), rowType.type(i)))
                .toList();
        return new Plan.Calc(input.plan, Optional.empty(), projections, rowType);
    }

    @Override
    public Pruned visitJoin(Plan.Join join) {
        int width = join.left().rowType().size();
        BitSet all = (BitSet) needed.clone();
        join.residual().ifPresent(residual -> Substitution.collect(residual, all));
        join.keys().forEach(key -> all.set(key.left()));
        join.keys().forEach(key -> all.set(width + key.right()));
        Sides sides = new Sides(join.left(), join.right(), all);
        List<Integer> kept = sides.kept(join.rowType().size());
        return new Pruned(
                new Plan.Join(
                        sides.left.plan,
                        sides.right.plan,
                        join.kind(),
                        sides.keys(join.keys()),
                        join.residual().map(sides::rebase),
                        join.rowType().project(kept),
                        join.hints()),
                kept);
    }

    @Override
    public Pruned visitAsOfJoin(Plan.AsOfJoin join) {
        int width = join.left().rowType().size();
        BitSet all = (BitSet) needed.clone();
        join.keys().forEach(key -> all.set(key.left()));
        join.keys().forEach(key -> all.set(width + key.right()));
        all.set(join.leftTime());
        all.set(width + join.rightTime());
        Sides sides = new Sides(join.left(), join.right(), all);
        List<Integer> kept = sides.kept(join.rowType().size());
        return new Pruned(
                new Plan.AsOfJoin(
                        sides.left.plan,
                        sides.right.plan,
                        join.outer(),
                        sides.keys(join.keys()),
                        sides.left.now(join.leftTime()),
                        join.match(),
                        sides.right.now(join.rightTime()),
                        join.rowType().project(kept)),
                kept);
    }

    /** Two inputs pruned to what is needed of their columns one after the other. */
    private static final class Sides {
        private final int width;
        private final Pruned left;
        private final Pruned right;

        Sides(Plan left, Plan right, BitSet needed) {
            this.width = left.rowType().size();
            this.left = left.accept(new PruneColumns(needed.get(0, width)));
            this.right = right.accept(
                    new PruneColumns(needed.get(width, width + right.rowType().size())));
        }

        /** Of the columns one after the other, those below the limit. */
        List<Integer> kept(int limit) {
            return Stream.concat(left.kept.stream(), right.kept.stream().map(i -> width + i))
                    .filter(i -> i < limit)
                    .toList();
        }

        List<JoinKey> keys(List<JoinKey> keys) {
            return keys.stream()
                    .map(key -> new JoinKey(left.now(key.left()), right.now(key.right()), key.nullSafe()))
                    .toList();
        }

        Expression rebase(Expression expression) {
            return Substitution.apply(
                    expression,
                    input -> new Expression.Input(
                            input.index() < width
                                    ? left.now(input.index())
                                    : left.kept.size() + right.now(input.index() - width),
                            input.type()));
        }
    }

    /** Which rows are equal depends on every column. */
    @Override
    public Pruned visitSetOperation(Plan.SetOperation operation) {
        List<Plan> inputs = operation.inputs().stream().map(PruneColumns::apply).toList();
        return new Pruned(operation.withInputs(inputs), all(operation));
    }

    private static List<Integer> all(Plan plan) {
        return IntStream.range(0, plan.rowType().size()).boxed().toList();
    }

    /** A rank nobody reads is not given. */
    @Override
    public Pruned visitTopN(Plan.TopN topN) {
        int columns = topN.input().rowType().size();
        BitSet inputs = needed.get(0, columns);
        topN.partition().forEach(inputs::set);
        topN.order().forEach(key -> inputs.set(key.column()));
        Pruned input = topN.input().accept(new PruneColumns(inputs));
        List<Integer> kept = new ArrayList<>(input.kept);
        boolean withRank = topN.withRank() && needed.get(columns);
        if (withRank) {
            kept.add(columns);
        }
        return new Pruned(
                new Plan.TopN(
                        input.plan,
                        topN.partition().stream().map(input::now).toList(),
                        rebased(topN.order(), input),
                        topN.ranking(),
                        topN.ranksBefore(),
                        topN.ranks(),
                        withRank,
                        topN.rowType().project(kept)),
                kept);
    }

    private static List<SortKey> rebased(List<SortKey> order, Pruned input) {
        return order.stream()
                .map(key -> new SortKey(input.now(key.column()), key.descending(), key.nullsFirst()))
                .toList();
    }

    /** Calls nobody reads are not made. */
    @Override
    public Pruned visitWindow(Plan.Window window) {
        int columns = window.input().rowType().size();
        List<Integer> calls = IntStream.range(0, window.calls().size())
                .filter(i -> needed.get(columns + i))
                .boxed()
                .toList();
        BitSet inputs = needed.get(0, columns);
        if (calls.isEmpty()) {
            return window.input().accept(new PruneColumns(inputs));
        }
        window.partition().forEach(inputs::set);
        window.order().forEach(key -> inputs.set(key.column()));
        calls.forEach(i -> window.calls().get(i).columns().forEach(inputs::set));
        Pruned input = window.input().accept(new PruneColumns(inputs));
        List<Integer> kept = new ArrayList<>(input.kept);
        calls.forEach(i -> kept.add(columns + i));
        return new Pruned(
                new Plan.Window(
                        input.plan,
                        window.partition().stream().map(input::now).toList(),
                        rebased(window.order(), input),
                        calls.stream()
                                .map(i -> window.calls().get(i).rebase(input::now))
                                .toList(),
                        window.rowType().project(kept)),
                kept);
    }

    private List<Integer> kept() {
        return needed.stream().boxed().toList();
    }
}
