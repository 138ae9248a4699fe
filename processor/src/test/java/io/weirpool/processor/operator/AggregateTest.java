package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateTest {
    private static final RowType ROWS = RowType.of(
            Column.of("g", SqlType.of(TypeKind.VARCHAR)),
            Column.of("i", SqlType.of(TypeKind.INTEGER)),
            Column.of("l", SqlType.of(TypeKind.BIGINT)),
            Column.of("d", SqlType.decimal(10, 2)),
            Column.of("r", SqlType.of(TypeKind.REAL)),
            Column.of("x", SqlType.of(TypeKind.DOUBLE)),
            Column.of("s", SqlType.of(TypeKind.VARCHAR)),
            Column.of("f", SqlType.of(TypeKind.BOOLEAN)));
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType NUMERIC = SqlType.of(TypeKind.DECIMAL);
    private static final SqlType DOUBLE = SqlType.of(TypeKind.DOUBLE);

    private static final List<AggregateCall> CALLS = List.of(
            new AggregateCall(Function.COUNT, List.of(), false, OptionalInt.empty(), BIGINT),
            new AggregateCall(Function.COUNT, List.of(1), false, OptionalInt.of(7), BIGINT),
            new AggregateCall(Function.SUM, List.of(1), false, OptionalInt.empty(), BIGINT),
            new AggregateCall(Function.SUM, List.of(2), false, OptionalInt.empty(), NUMERIC),
            new AggregateCall(Function.SUM, List.of(3), false, OptionalInt.of(7), NUMERIC),
            new AggregateCall(Function.SUM, List.of(4), false, OptionalInt.empty(), SqlType.of(TypeKind.REAL)),
            new AggregateCall(Function.SUM, List.of(5), false, OptionalInt.empty(), DOUBLE),
            new AggregateCall(Function.AVG, List.of(5), false, OptionalInt.empty(), DOUBLE),
            new AggregateCall(Function.MIN, List.of(6), false, OptionalInt.empty(), ROWS.type(6)),
            new AggregateCall(Function.MAX, List.of(5), false, OptionalInt.empty(), DOUBLE),
            new AggregateCall(Function.COUNT, List.of(6), true, OptionalInt.empty(), BIGINT),
            new AggregateCall(Function.SUM, List.of(3), true, OptionalInt.of(7), NUMERIC),
            new AggregateCall(Function.COUNT, List.of(5), false, OptionalInt.empty(), BIGINT),
            new AggregateCall(Function.COUNT, List.of(3), false, OptionalInt.of(7), BIGINT),
            new AggregateCall(Function.COUNT, List.of(3), false, OptionalInt.empty(), BIGINT),
            new AggregateCall(Function.COUNT, List.of(6), true, OptionalInt.of(7), BIGINT),
            new AggregateCall(Function.SUM, List.of(1), true, OptionalInt.empty(), BIGINT));

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        boolean appendOnly = seed % 3 == 0;
        boolean global = seed % 5 == 0;
        Running running = new Running(plan(appendOnly, global));
        List<Object[]> rows = new ArrayList<>();
        List<Integer> tasks = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            boolean remove = !appendOnly && !rows.isEmpty() && random.nextInt(step < 250 ? 2 : 1) == 0;
            if (remove) {
                int index = random.nextInt(rows.size());
                running.apply(tasks.remove(index), Change.minus(rows.remove(index)));
            } else if (step < 250) {
                Object[] row = row(random);
                rows.add(row);
                tasks.add(random.nextInt(3));
                running.apply(tasks.get(tasks.size() - 1), Change.plus(row));
            }
            running.maybeFlush(random);
        }
        running.flushAll();
        assertThat(running.contents).isEqualTo(recompute(rows, global));
        if (rows.isEmpty() && !global) {
            assertThat(running.store.size()).isZero();
        }
    }

    @Test
    void globalAggregateOfNothingIsOneRow() {
        Running running = new Running(plan(true, true));
        running.flushAll();
        assertThat(running.contents).isEqualTo(recompute(List.of(), true));
    }

    @Test
    void changesThatLeaveARowAsItWasAreNotEmitted() {
        Running running = new Running(plan(false, false));
        Object[] row = {"a", 1, 2L, new BigDecimal("3.00"), 4f, 5d, "s", true};
        running.apply(0, Change.plus(row));
        running.flushAll();
        running.emitted = 0;
        running.apply(1, Change.plus(row));
        running.apply(1, Change.minus(row));
        running.flushAll();
        assertThat(running.emitted).isZero();
    }

    @Test
    void aLargeGroupIsSentEarlyAndBeginsAnew() {
        Running running = new Running(plan(false, false));
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(new Object[] {"a", i, 2L, new BigDecimal("3.00"), 4f, 5d, i + "s".repeat(10_000), true});
            running.apply(0, Change.plus(rows.get(i)));
        }
        assertThat(running.merged).isPositive();
        running.flushAll();
        assertThat(running.contents).isEqualTo(recompute(rows, false));
        int merged = running.merged;
        running.flushAll();
        assertThat(running.merged).isEqualTo(merged);
    }

    @Test
    void groupThatOwesAsManyRowsAsItHasIsKept() {
        Running running = new Running(plan(false, false));
        Object[] early = {"a", 1, 2L, new BigDecimal("3.00"), 4f, 5d, "s", true};
        Object[] other = {"a", 7, 8L, new BigDecimal("9.00"), 1f, 2d, "t", true};
        running.apply(0, Change.minus(early));
        running.apply(0, Change.plus(other));
        running.flushAll();
        assertThat(running.contents).isEmpty();
        running.restart();
        running.apply(1, Change.plus(early));
        running.flushAll();
        assertThat(running.contents).isEqualTo(recompute(List.<Object[]>of(other), false));
        running.apply(1, Change.minus(other));
        running.flushAll();
        assertThat(running.store.size()).isZero();
    }

    @Test
    void sumBeyondBigintFailsTheGroupUntilItFitsAgain() {
        AggregateCall sum = new AggregateCall(Function.SUM, List.of(1), false, OptionalInt.empty(), BIGINT);
        Plan.Aggregate plan = new Plan.Aggregate(scan(false), List.of(0), List.of(sum), ROWS.project(List.of(0, 2)));
        Running running = new Running(plan);
        Object[] row = {"a", Integer.MAX_VALUE, null, null, null, null, null, null};
        running.apply(0, new Change(row, 1L << 33));
        running.flushAll();
        assertThat(running.last).isInstanceOf(Outcome.Failed.class);
        running.apply(0, new Change(row, 1 - (1L << 33)));
        running.flushAll();
        assertThat(running.last).isEqualTo(new Outcome.Present(new Object[] {"a", (long) Integer.MAX_VALUE}));
    }

    private static Plan.Scan scan(boolean appendOnly) {
        return new Plan.Scan(
                new Name("t"), IntStream.range(0, ROWS.size()).boxed().toList(), ROWS, appendOnly);
    }

    private static Plan.Aggregate plan(boolean appendOnly, boolean global) {
        List<Column> columns = new ArrayList<>(global ? List.of() : List.of(ROWS.column(0)));
        for (int i = 0; i < CALLS.size(); i++) {
            columns.add(Column.of("c" + i, CALLS.get(i).type()));
        }
        return new Plan.Aggregate(scan(appendOnly), global ? List.of() : List.of(0), CALLS, new RowType(columns));
    }

    private static Object[] row(Random random) {
        return new Object[] {
            random.nextInt(5) == 0 ? null : "g" + random.nextInt(4),
            random.nextInt(5) == 0 ? null : random.nextInt(),
            random.nextInt(5) == 0 ? null : random.nextInt(3) == 0 ? Long.MIN_VALUE : (Long) random.nextLong(),
            random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2),
            random.nextInt(5) == 0 ? null : (Float) (random.nextFloat() * 1e10f),
            random.nextInt(5) == 0 ? null : specialDouble(random),
            random.nextInt(5) == 0 ? null : "s" + random.nextInt(6),
            random.nextInt(5) == 0 ? null : random.nextBoolean()
        };
    }

    private static Double specialDouble(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> 1e300;
            case 4 -> Double.MIN_VALUE;
            default -> random.nextGaussian() * 1e6;
        };
    }

    /** Three tasks before the hop and the one after it, which now and then loses all but its flushed state. */
    private static final class Running {
        final Map<List<Object>, List<Object>> contents = new HashMap<>();
        final MemoryStore store = new MemoryStore();
        final List<PartialAggregate> partials = new ArrayList<>();
        private final AggregateLayout layout;
        private WriteBack held = new WriteBack(store);
        private FinalAggregate whole;
        Outcome last = Outcome.absent();
        int emitted;
        int merged;

        Running(Plan.Aggregate plan) {
            layout = AggregateLayout.of(plan);
            whole = start();
            for (int i = 0; i < 3; i++) {
                partials.add(new PartialAggregate(layout, (key, value) -> {
                    merged++;
                    whole.merge(key, value);
                }));
            }
        }

        private FinalAggregate start() {
            held = new WriteBack(store);
            FinalAggregate started = new FinalAggregate(layout, row -> row, held, this::changed, Emission.OF_CHANGES);
            started.begin();
            return started;
        }

        private void changed(byte[] key, Outcome before, Outcome after) {
            emitted++;
            last = after;
            List<Object> group = Arrays.asList(layout.group(key));
            Object[] was = before.rowOrNull();
            assertThat(contents.get(group)).isEqualTo(was == null ? null : Arrays.asList(was));
            Object[] now = after.rowOrNull();
            if (now == null) {
                contents.remove(group);
            } else {
                contents.put(group, Arrays.asList(now));
            }
        }

        void restart() {
            whole = start();
        }

        void apply(int task, Change change) {
            partials.get(task).apply(change);
        }

        void maybeFlush(Random random) {
            if (random.nextInt(10) == 0) {
                partials.get(random.nextInt(3)).flush();
            }
            if (random.nextInt(20) == 0) {
                whole.flush();
                held.flush();
                if (random.nextBoolean()) {
                    whole = start();
                }
            }
        }

        void flushAll() {
            partials.forEach(PartialAggregate::flush);
            whole.flush();
            held.flush();
        }
    }

    private static Map<List<Object>, List<Object>> recompute(List<Object[]> rows, boolean global) {
        Map<List<Object>, List<Object[]>> groups = new HashMap<>();
        if (global) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Object[] row : rows) {
            List<Object> group = global ? List.of() : Arrays.asList(row[0]);
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(row);
        }
        Map<List<Object>, List<Object>> result = new HashMap<>();
        groups.forEach((group, members) -> {
            List<Object> row = new ArrayList<>(group);
            row.add((long) members.size());
            row.add((long) values(members, 1, true).size());
            List<Object> ints = values(members, 1, false);
            row.add(
                    ints.isEmpty()
                            ? null
                            : ints.stream().mapToLong(v -> (Integer) v).sum());
            List<Object> longs = values(members, 2, false);
            BigDecimal sum = longs.stream().map(v -> new BigDecimal((Long) v)).reduce(BigDecimal.ZERO, BigDecimal::add);
            row.add(longs.isEmpty() ? null : sum);
            List<Object> decimals = values(members, 3, true);
            row.add(decimals.isEmpty() ? null : sumDecimals(decimals));
            List<Object> reals = values(members, 4, false);
            row.add(reals.isEmpty() ? null : exact(reals).floatValue());
            List<Object> doubles = values(members, 5, false);
            Double total = doubles.isEmpty() ? null : sumDoubles(doubles);
            row.add(total);
            row.add(total == null ? null : total / doubles.size());
            TreeSet<Object> texts = new TreeSet<>(values(members, 6, false));
            row.add(texts.isEmpty() ? null : texts.first());
            row.add(doubles.isEmpty() ? null : new TreeSet<>(doubles).last());
            row.add((long) texts.size());
            row.add(decimals.isEmpty() ? null : sumDecimals(new ArrayList<>(new HashSet<>(decimals))));
            row.add((long) doubles.size());
            row.add((long) decimals.size());
            row.add((long) values(members, 3, false).size());
            row.add((long) new HashSet<>(values(members, 6, true)).size());
            row.add(
                    ints.isEmpty()
                            ? null
                            : ints.stream()
                                    .distinct()
                                    .mapToLong(v -> (Integer) v)
                                    .sum());
            result.put(group, row);
        });
        return result;
    }

    private static List<Object> values(List<Object[]> rows, int column, boolean filtered) {
        return rows.stream()
                .filter(r -> !filtered || Boolean.TRUE.equals(r[7]))
                .map(r -> r[column])
                .filter(Objects::nonNull)
                .toList();
    }

    private static BigDecimal sumDecimals(List<Object> values) {
        return values.stream().map(v -> (BigDecimal) v).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal exact(List<Object> values) {
        return values.stream()
                .map(v -> new BigDecimal(((Number) v).doubleValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Double sumDoubles(List<Object> values) {
        if (values.stream().anyMatch(v -> !Double.isFinite((Double) v))) {
            return values.stream()
                    .mapToDouble(v -> Double.isFinite((Double) v) ? 0 : (Double) v)
                    .sum();
        }
        return exact(values).doubleValue();
    }
}
