package io.weirpool.bench.micro;

import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.AggregateLayout;
import io.weirpool.processor.operator.Emission;
import io.weirpool.processor.operator.FinalAggregate;
import io.weirpool.processor.operator.PartialAggregate;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The two halves of a GROUP BY, a commit for each thousand rows; state on the heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bids.COUNT)
public class AggregateSteps {
    private final Bids bids = new Bids(
            "SELECT auction, count(*) AS bids, sum(price) AS total, max(price) AS most, avg(price) AS mean FROM bid"
                    + " GROUP BY auction");
    private final Plan.Aggregate plan = bids.plan(Plan.Aggregate.class);
    private final AggregateLayout layout = AggregateLayout.of(plan);
    private final List<Change> changes =
            bids.through(plan.input()).stream().map(Change::plus).toList();
    private final List<Sent> sent = sent();
    private final MemoryStore store = new MemoryStore();

    @SuppressWarnings("ArrayRecordComponent") // none is compared
    private record Sent(byte[] key, byte[] partial) {}

    private List<Sent> sent() {
        List<Sent> each = new ArrayList<>();
        for (Change change : changes) { // one by one: nothing is merged before it is sent
            PartialAggregate half = new PartialAggregate(layout, (key, partial) -> each.add(new Sent(key, partial)));
            half.apply(change);
            half.flush();
        }
        return each;
    }

    /** Before the hop: merges rows by group, then says what goes to each. */
    @Benchmark
    public void beforeHop(Blackhole hole) {
        PartialAggregate half = new PartialAggregate(layout, (key, partial) -> hole.consume(partial));
        changes.forEach(half::apply);
        half.flush();
    }

    /** After the hop: merges partials into groups, then writes state and says what became of each. */
    @Benchmark
    public void afterHop(Blackhole hole) {
        FinalAggregate half = new FinalAggregate(
                layout, row -> row, store, (key, before, after) -> hole.consume(after), Emission.OF_CHANGES);
        sent.forEach(one -> half.merge(one.key, one.partial));
        half.flush();
    }
}
