package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Change;
import io.weirpool.common.model.SqlType;
import io.weirpool.processor.state.CountingStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An operator behind its hop, what it was given, and what its output adds up to. */
final class OperatorRun implements ChangeOutput {
    /** What the operator stores, and how often it was read. */
    final CountingStore store = new CountingStore();

    private final Plan plan;
    private final List<RowKeys> keys;
    private final List<Map<List<Object>, Long>> inputs = new ArrayList<>();
    private final Map<List<Object>, Long> output = new HashMap<>();
    private final Map<List<Object>, Long> failures = new HashMap<>();
    private WriteBack held;
    private HopOutput operator;
    private List<HopInput> senders;
    private int emitted;

    OperatorRun(Plan plan) {
        this.plan = plan;
        this.keys = IntStream.range(0, plan.inputs().size())
                .mapToObj(port -> RowKeys.of(plan, port))
                .toList();
        keys.forEach(k -> inputs.add(new HashMap<>()));
        restart();
    }

    /** The seeds of the default suite; -Dseeds runs more. */
    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 40));
    }

    /** A new operator on the state that the last one wrote. */
    void restart() {
        held = new WriteBack(store);
        RowOperator rows = RowOperators.of(plan, held, this);
        rows.begin();
        operator = new ArrivingRows(rows, keys);
        senders = IntStream.range(0, keys.size()).mapToObj(this::sender).toList();
    }

    private HopInput sender(int port) {
        return plan instanceof Plan.TopN topN && RowOperators.keepsFirstOnly(topN)
                ? RowOperators.firstOnly(topN, operator::merge)
                : new PartialRows(port, keys.get(port), operator::merge);
    }

    OperatorRun plus(int port, @Nullable Object... row) {
        return change(port, row, 1);
    }

    OperatorRun minus(int port, @Nullable Object... row) {
        return change(port, row, -1);
    }

    OperatorRun change(int port, @Nullable Object[] row, long weight) {
        add(inputs.get(port), row, weight);
        senders.get(port).apply(new Change(row, weight));
        return this;
    }

    /** Sends, so that what is changed later is not netted with it. */
    void send() {
        senders.forEach(HopInput::flush);
    }

    OperatorRun flush() {
        send();
        operator.flush();
        held.flush();
        return this;
    }

    /** Flushes, then gives up what is below a time. */
    void close(SqlType type, long below) {
        flush();
        operator.close(ClosedKeys.between(type, null, below));
        held.flush();
    }

    /** Gives the changes, with flushes and restarts between; compares whenever the input is a bag. */
    void run(Random random, List<PortChange> changes, Recompute recompute) {
        for (PortChange change : changes) {
            change(change.port(), change.row(), change.weight());
            int what = random.nextInt(12);
            if (what < 4) {
                send();
            }
            if (what == 0 || what == 1) {
                flush();
                check(recompute);
            }
            if (what == 1) {
                restart();
            }
        }
        flush();
        check(recompute);
    }

    private void check(Recompute recompute) {
        if (inputs.stream().allMatch(input -> input.values().stream().allMatch(weight -> weight > 0))) {
            Expected expected = new Expected();
            recompute.recompute(inputs.stream().map(OperatorRun::bag).toList(), expected);
            assertThat(output).isEqualTo(expected.rows);
            assertThat(failures).isEqualTo(expected.failures);
            if (inputs.stream().allMatch(Map::isEmpty)) {
                assertThat(store.size()).isZero();
            }
        }
    }

    /** The query, computed at once. */
    @FunctionalInterface
    interface Recompute {
        void recompute(List<List<@Nullable Object[]>> inputs, Expected expected);
    }

    /** What should come out. */
    static final class Expected {
        private final Map<List<Object>, Long> rows = new HashMap<>();
        private final Map<List<Object>, Long> failures = new HashMap<>();

        void row(@Nullable Object... row) {
            add(rows, row, 1);
        }

        void failure(@Nullable Object... row) {
            add(failures, row, 1);
        }
    }

    /** A change of an input. */
    record PortChange(int port, @Nullable Object[] row, long weight) {}

    /** Makes a row for an input. */
    @FunctionalInterface
    interface RowMaker {
        @Nullable Object[] make(int port, Random random);
    }

    /** Rows that come and go, some of them several times over, in any order: leaving may come before arriving. */
    static List<PortChange> history(Random random, int ports, int size, RowMaker maker) {
        boolean allLeave = random.nextInt(5) == 0;
        List<PortChange> changes = new ArrayList<>();
        while (changes.size() < size) {
            int port = random.nextInt(ports);
            @Nullable Object[] row = maker.make(port, random);
            long weight = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
            int at = place(random, changes.size());
            changes.add(at, new PortChange(port, row, weight));
            if (allLeave || random.nextBoolean()) {
                changes.add(place(random, changes.size()), new PortChange(port, row.clone(), -weight));
            }
        }
        return changes;
    }

    private static int place(Random random, int size) {
        return Math.max(0, size - random.nextInt(10) * random.nextInt(5));
    }

    private static void add(Map<List<Object>, Long> bag, @Nullable Object[] row, long weight) {
        bag.merge(Arrays.asList(row), weight, (a, b) -> a + b == 0 ? null : a + b);
    }

    private static List<@Nullable Object[]> bag(Map<List<Object>, Long> rows) {
        List<@Nullable Object[]> bag = new ArrayList<>();
        rows.forEach((row, weight) -> {
            for (long i = 0; i < weight; i++) {
                bag.add(row.toArray());
            }
        });
        return bag;
    }

    @Override
    public void emit(@Nullable Object[] row, long weight) {
        assertThat(weight).isNotZero();
        emitted++;
        add(output, row, weight);
    }

    @Override
    public void failed(@Nullable Object[] row, long weight, ExpressionFailure failure) {
        assertThat(weight).isNotZero();
        add(failures, row, weight);
    }

    /** Changes emitted since the last call. */
    int emitted() {
        int count = emitted;
        emitted = 0;
        return count;
    }

    Map<List<Object>, Long> output() {
        return output;
    }

    Map<List<Object>, Long> failures() {
        return failures;
    }
}
