package io.weirpool.processor.aggregate;

import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.AggregateLayout;
import io.weirpool.processor.operator.Emission;
import io.weirpool.processor.operator.FinalAggregate;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.PartialAggregate;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A view that is one aggregate, run by the operators: three tasks before the hop and the one after it, which now and then
 * loses all but its flushed state.
 */
final class RunningView {
    final MemoryStore store = new MemoryStore();
    /** Outcome by the group's key. */
    final Map<List<Byte>, Outcome> outcomes = new HashMap<>();

    private final Plan.Scan scan;
    private final RowFunction before;
    private final RowFunction after;
    private final AggregateLayout layout;
    private final List<PartialAggregate> partials = new ArrayList<>();
    private WriteBack held = new WriteBack(store);
    private FinalAggregate whole;

    RunningView(Plan plan) {
        List<Plan.Calc> above = new ArrayList<>();
        List<Plan.Calc> below = new ArrayList<>();
        List<Plan.Calc> calcs = above;
        Plan node = plan;
        Plan.Aggregate aggregate = null;
        while (!(node instanceof Plan.Scan)) {
            if (node instanceof Plan.Calc calc) {
                calcs.add(0, calc);
            } else {
                aggregate = (Plan.Aggregate) node;
                calcs = below;
            }
            node = node.inputs().get(0);
        }
        scan = (Plan.Scan) node;
        before = chain(below);
        after = chain(above);
        layout = AggregateLayout.of(aggregate);
        whole = start();
        for (int i = 0; i < 3; i++) {
            partials.add(new PartialAggregate(layout, (key, value) -> whole.merge(key, value)));
        }
    }

    private static RowFunction chain(List<Plan.Calc> calcs) {
        RowFunction chain = row -> row;
        for (Plan.Calc calc : calcs) {
            RowFunction first = chain;
            RowFunction next = ExpressionCompiler.compile(calc.condition(), calc.projections());
            chain = row -> {
                Object[] between = first.apply(row);
                return between == null ? null : next.apply(between);
            };
        }
        return chain;
    }

    private FinalAggregate start() {
        held = new WriteBack(store);
        FinalAggregate started = new FinalAggregate(layout, after, held, this::changed, Emission.OF_CHANGES);
        started.begin();
        return started;
    }

    private void changed(byte[] key, Outcome was, Outcome now) {
        List<Byte> group = new ArrayList<>();
        for (byte b : key) {
            group.add(b);
        }
        Outcome known = outcomes.getOrDefault(group, Outcome.absent());
        if (!known.equals(was)) {
            throw new AssertionError("said to have been " + was + ", was " + known);
        }
        outcomes.put(group, now);
    }

    /** @param change of a row of all declared columns */
    void apply(Random random, Change change) {
        Object[] read = scan.columns().stream().map(i -> change.row()[i]).toArray();
        Object[] row = before.apply(read);
        if (row != null) {
            partials.get(random.nextInt(3)).apply(new Change(row, change.weight()));
        }
        if (random.nextInt(10) == 0) {
            partials.get(random.nextInt(3)).flush();
        }
        if (random.nextInt(25) == 0) {
            whole.flush();
            held.flush();
            if (random.nextBoolean()) {
                whole = start();
            }
        }
    }

    /** All rows the view has, after everything was flushed. */
    List<List<Object>> rows() {
        partials.forEach(PartialAggregate::flush);
        whole.flush();
        held.flush();
        return outcomes.values().stream()
                .filter(outcome -> !(outcome instanceof Outcome.Absent))
                .map(outcome -> {
                    if (outcome instanceof Outcome.Present present) {
                        return Arrays.asList(present.row());
                    }
                    throw new AssertionError(outcome.toString());
                })
                .toList();
    }
}
