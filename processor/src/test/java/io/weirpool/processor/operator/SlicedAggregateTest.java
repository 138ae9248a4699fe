package io.weirpool.processor.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.CountingStore;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Slices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups of windows kept by slice: what is said of each window equals the query over all rows. */
class SlicedAggregateTest {
    private static final SqlType TIME = SqlType.of(TypeKind.TIMESTAMP);
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final RowType ROWS =
            RowType.of(Column.of("u", BIGINT), Column.of("t", TIME), Column.of("n", BIGINT));
    private static final RowType IN_WINDOWS = RowType.of(
            Column.of("u", BIGINT),
            Column.of("t", TIME),
            Column.of("n", BIGINT),
            Column.of("ws", TIME.notNull()),
            Column.of("we", TIME.notNull()));
    private static final AggregateCall COUNT =
            new AggregateCall(Function.COUNT, List.of(), false, OptionalInt.empty(), BIGINT);
    private static final AggregateCall SUM =
            new AggregateCall(Function.SUM, List.of(2), false, OptionalInt.empty(), SqlType.of(TypeKind.DECIMAL));
    private static final Generator.Windows EVEN = windows(10, 2, 0, false);

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowsAreThoseOfAllRowsWheneverFlushesCome(long seed) {
        Random random = new Random(seed);
        List<Generator.Windows> kinds =
                List.of(EVEN, windows(10, 4, 1, false), windows(9, 9 / 2, 3, false), windows(12, 3, 5, true));
        Running running = new Running(plan(kinds.get((int) (seed % kinds.size())), List.of(3, 0, 4)));
        List<Object[]> rows = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            boolean leaves = !rows.isEmpty() && random.nextInt(step < 250 ? 3 : 1) == 0;
            if (leaves) {
                Object[] row = rows.remove(random.nextInt(rows.size()));
                running.apply(random.nextInt(2), Change.minus(row)); // perhaps before its coming is heard of
            } else if (step < 250) {
                Object[] row = {random.nextInt(3) == 0 ? null : 1L, (long) random.nextInt(400) - 200, (long) step};
                rows.add(row);
                running.apply(random.nextInt(2), Change.plus(row));
            }
            if (random.nextInt(8) == 0) {
                running.partials.get(random.nextInt(2)).flush();
            }
            if (random.nextInt(8) == 0) {
                running.flush();
            }
        }
        running.flushAll();
        assertThat(running.contents).isEqualTo(running.recompute(rows));
        rows.forEach(row -> running.apply(0, Change.minus(row)));
        running.flushAll();
        assertThat(running.contents).isEmpty();
        assertThat(running.store.size()).isZero();
    }

    @Test
    void sliceIsSentOnceAndReadAndWrittenOnce() {
        Running running = new Running(plan(EVEN, List.of(0, 3, 4)));
        for (int i = 0; i < 100; i++) {
            running.apply(0, Change.plus(new Object[] {1L, 30L + i % 2, 1L}));
        }
        running.flushAll();
        assertThat(running.sent).isEqualTo(1);
        assertThat(running.reads.reads()).isEqualTo(1);
        assertThat(running.store.size()).isEqualTo(1);
        assertThat(running.contents).hasSize(5);
    }

    @Test
    void slicesOfAGroupGoToOneTask() {
        Running running = new Running(plan(EVEN, List.of(3, 0)));
        for (long time = -100; time < 100; time++) {
            running.apply(0, Change.plus(new Object[] {7L, time, 1L}));
        }
        running.flushAll();
        assertThat(running.sent).isEqualTo(100);
        assertThat(running.places).hasSize(1);
    }

    @Test
    void blocksOfClosedWindowsAreGivenUpAndNoOthers() {
        Running running = new Running(plan(EVEN, List.of(3, 0)));
        for (long time = 0; time < 640; time += 2) {
            running.apply(0, Change.plus(new Object[] {time % 3, time, 1L}));
        }
        running.flushAll();
        int all = running.store.size();
        running.close(64 + 9); // the bound may be one of ends: a window with a slice before 64 ends before 64 + 10
        assertThat(running.store.size()).isEqualTo(all);
        running.close(64 + 10);
        assertThat(running.store.size()).isEqualTo(all - 3);
        long before = running.count(74, 0);
        running.apply(0, Change.plus(new Object[] {0L, 74L, 1L}));
        running.flushAll();
        assertThat(running.count(74, 0)).isEqualTo(before + 1);
    }

    private static Generator.Windows windows(long size, long slide, long offset, boolean cumulative) {
        return new Generator.Windows(new Expression.Input(1, TIME), size, slide, offset, cumulative);
    }

    private static Plan.Aggregate plan(Generator.Windows windows, List<Integer> groups) {
        Plan scan = new Plan.Scan(new Name("s"), List.of(0, 1, 2), ROWS, false);
        List<Column> columns = new ArrayList<>();
        groups.forEach(i -> columns.add(IN_WINDOWS.column(i)));
        columns.add(Column.of("c", COUNT.type()));
        columns.add(Column.of("s", SUM.type()));
        Plan.Aggregate plan = new Plan.Aggregate(
                new Plan.Expand(scan, windows, IN_WINDOWS), groups, List.of(COUNT, SUM), new RowType(columns));
        return plan.keptBy(Slices.keeping(plan).orElseThrow());
    }

    /** Two tasks before the hop and the one after it, which is made anew from its state at each flush of all. */
    private static final class Running {
        final Map<List<Object>, List<Object>> contents = new HashMap<>();
        final MemoryStore store = new MemoryStore();
        final CountingStore reads = new CountingStore(store);
        final List<PartialAggregate> partials = new ArrayList<>();
        final Set<Bytes> places = new HashSet<>();
        int sent;
        private final Plan.Aggregate plan;
        private final AggregateLayout layout;
        private final SlicedGroups groups;
        private final RowExpansion slices;
        private WriteBack held = new WriteBack(reads);
        private SlicedAggregate whole;

        Running(Plan.Aggregate plan) {
            this.plan = plan;
            this.layout = AggregateLayout.of(plan);
            this.groups = new SlicedGroups(plan, plan.kept().orElseThrow(), layout);
            this.slices = Expansions.slices((Plan.Expand) plan.input());
            this.whole = start();
            for (int i = 0; i < 2; i++) {
                partials.add(new PartialAggregate(layout, (key, value) -> {
                    sent++;
                    places.add(Bytes.wrap(groups.place(key)));
                    whole.merge(key, value);
                }));
            }
        }

        private SlicedAggregate start() {
            return new SlicedAggregate(layout, groups, row -> row, held, this::changed);
        }

        private void changed(byte[] key, Outcome before, Outcome now) {
            List<Object> group = Arrays.asList(layout.group(key));
            Object[] was = before.rowOrNull();
            Object[] is = now.rowOrNull();
            assertThat(contents.get(group)).isEqualTo(was == null ? null : Arrays.asList(was));
            if (is == null) {
                contents.remove(group);
            } else {
                contents.put(group, Arrays.asList(is));
            }
        }

        void apply(int task, Change change) {
            slices.expand(change.row(), row -> partials.get(task).apply(new Change(row, change.weight())));
        }

        void flush() {
            whole.flush();
            held.flush();
        }

        void flushAll() {
            partials.forEach(PartialAggregate::flush);
            flush();
            held = new WriteBack(reads);
            whole = start();
        }

        long count(long start, long user) {
            return (Long)
                    requireNonNull(contents.get(List.<Object>of(start, user))).get(2);
        }

        void close(long below) {
            whole.close(ClosedKeys.between(TIME, null, below));
            held.flush();
        }

        /** The groups of all rows, each put into its windows. */
        Map<List<Object>, List<Object>> recompute(List<Object[]> rows) {
            RowExpansion inWindows = Expansions.of((Plan.Expand) plan.input());
            Map<List<Object>, long[]> sums = new HashMap<>();
            rows.forEach(given -> inWindows.expand(given, row -> {
                List<Object> group = new ArrayList<>();
                plan.groups().forEach(i -> group.add(row[i]));
                long[] sum = sums.computeIfAbsent(group, g -> new long[2]);
                sum[0]++;
                sum[1] += (Long) row[2];
            }));
            Map<List<Object>, List<Object>> expected = new HashMap<>();
            sums.forEach((group, sum) -> {
                List<Object> row = new ArrayList<>(group);
                row.add(sum[0]);
                row.add(BigDecimal.valueOf(sum[1]));
                expected.put(group, row);
            });
            return expected;
        }
    }
}
