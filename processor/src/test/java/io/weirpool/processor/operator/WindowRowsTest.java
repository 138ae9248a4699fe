package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.Values;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Exclude;
import io.weirpool.sql.plan.WindowCall.Frame;
import io.weirpool.sql.plan.WindowCall.Side;
import io.weirpool.sql.plan.WindowCall.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowRowsTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType INTEGER = SqlType.of(TypeKind.INTEGER);
    private static final SqlType DOUBLE = SqlType.of(TypeKind.DOUBLE);
    private static final SqlType NUMERIC = SqlType.of(TypeKind.DECIMAL);
    private static final RowType ROWS = RowType.of(
            Column.of("p", SqlType.of(TypeKind.VARCHAR)),
            Column.of("t", SqlType.of(TypeKind.TIMESTAMP)),
            Column.of("i", INTEGER),
            Column.of("x", DOUBLE),
            Column.of("n", NUMERIC));
    private static final int T = 1;
    private static final int I = 2;
    private static final List<SortKey> BY_T = List.of(new SortKey(T, false, false));
    private static final List<AggregateCall.Function> FUNCTIONS = List.of(
            AggregateCall.Function.COUNT,
            AggregateCall.Function.SUM,
            AggregateCall.Function.MIN,
            AggregateCall.Function.MAX);
    private static final Object NO_VALUE = new Object();
    private static final Side[] FROM = {Side.UNBOUNDED_PRECEDING, Side.PRECEDING, Side.CURRENT, Side.FOLLOWING};
    private static final Side[] TO = {Side.PRECEDING, Side.CURRENT, Side.FOLLOWING, Side.UNBOUNDED_FOLLOWING};

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 4; round++) {
            Plan.Window plan = plan(random);
            new OperatorRun(plan)
                    .run(
                            random,
                            OperatorRun.history(random, 1, 60, (port, r) -> row(r)),
                            (inputs, expected) -> recompute(plan, inputs.get(0), expected));
        }
    }

    @Test
    void rowInTheMiddleMovesTheRowNumbersAfterIt() {
        OperatorRun run = new OperatorRun(plan(BY_T, new WindowCall.Rank(Ranking.ROW_NUMBER, BIGINT)));
        run.plus(0, at(1)).plus(0, at(3)).flush();
        run.emitted();
        run.plus(0, at(2)).flush();
        assertThat(run.output()).isEqualTo(Map.of(with(at(1), 1L), 1L, with(at(2), 2L), 1L, with(at(3), 3L), 1L));
        assertThat(run.emitted()).isEqualTo(3); // +2, and 3 with its old and its new number
    }

    @Test
    void sessionsGrowTogetherAndFallApart() {
        OperatorRun run = new OperatorRun(plan(
                BY_T,
                new WindowCall.Session(T, 10, false, ROWS.type(T)),
                new WindowCall.Session(T, 10, true, ROWS.type(T))));
        run.plus(0, at(0)).plus(0, at(18)).plus(0, at(9)).flush();
        assertThat(run.output()).containsKeys(with(at(0), 0L, 28L), with(at(18), 0L, 28L));
        run.minus(0, at(9)).flush();
        assertThat(run.output()).isEqualTo(Map.of(with(at(0), 0L, 10L), 1L, with(at(18), 18L, 28L), 1L));
    }

    @Test
    void valueThatCannotBeComputedIsAFailureOfItsRow() {
        OperatorRun run = new OperatorRun(plan(BY_T, new WindowCall.Session(T, 10, true, ROWS.type(T))));
        run.plus(0, at(1)).plus(0, at(Long.MAX_VALUE)).flush();
        assertThat(run.output()).isEqualTo(Map.of(with(at(1), 11L), 1L));
        assertThat(run.failures()).isEqualTo(Map.of(with(at(Long.MAX_VALUE), (Object) null), 1L));
        run.minus(0, at(Long.MAX_VALUE)).flush();
        assertThat(run.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void distanceReachesNoNullAndNoFurtherThanTheTypeGoes(boolean descending, boolean nullsFirst) {
        Frame near = new Frame(Unit.RANGE, new Bound(Side.PRECEDING, 2), new Bound(Side.FOLLOWING, 2), Exclude.NONE);
        AggregateCall count =
                new AggregateCall(AggregateCall.Function.COUNT, List.of(), false, OptionalInt.empty(), BIGINT);
        List<SortKey> order = List.of(new SortKey(T, descending, nullsFirst));
        OperatorRun run = new OperatorRun(plan(order, new WindowCall.Aggregated(count, near)));
        @Nullable Object[] noTime = {null, null, 1, null, null};
        run.plus(0, noTime)
                .plus(0, at(Long.MIN_VALUE))
                .plus(0, at(0))
                .plus(0, at(2))
                .plus(0, at(3))
                .plus(0, at(5));
        run.plus(0, at(Long.MAX_VALUE)).flush();
        assertThat(run.output().keySet())
                .containsExactlyInAnyOrder(
                        with(noTime, 1L),
                        with(at(Long.MIN_VALUE), 1L),
                        with(at(0), 2L),
                        with(at(2), 3L),
                        with(at(3), 3L),
                        with(at(5), 2L),
                        with(at(Long.MAX_VALUE), 1L));
    }

    @Test
    void textsAreJoinedInTheOrderOfTheWindow() {
        SqlType text = SqlType.of(TypeKind.VARCHAR);
        AggregateCall joined = new AggregateCall(
                AggregateCall.Function.STRING_AGG,
                List.of(0, 0),
                false,
                List.of(),
                OptionalInt.empty(),
                List.of(),
                text);
        List<SortKey> latestFirst = List.of(new SortKey(T, true, true));
        OperatorRun run = new OperatorRun(plan(latestFirst, new WindowCall.Aggregated(joined, Frame.WHOLE)));
        run.plus(0, "a", 1L, null, null, null)
                .plus(0, "b", 2L, null, null, null)
                .flush();
        assertThat(run.output()).containsKey(Arrays.asList("a", 1L, null, null, null, "baa"));
    }

    @Test
    void changeReadsOnlyTheRowsItReaches() {
        Frame around =
                new Frame(Unit.ROWS, new Bound(Side.PRECEDING, 2), new Bound(Side.FOLLOWING, 1), Exclude.CURRENT_ROW);
        OperatorRun run = new OperatorRun(
                plan(BY_T, new WindowCall.Shift(T, -3, -1, ROWS.type(T)), new WindowCall.Aggregated(sumOfI(), around)));
        OperatorRun sessions = new OperatorRun(plan(BY_T, new WindowCall.Session(T, 5, false, ROWS.type(T))));
        for (int i = 0; i < 5_000; i++) {
            run.plus(0, at(i));
            sessions.plus(0, at(10L * i));
        }
        run.flush();
        sessions.flush();
        run.store.reads();
        sessions.store.reads();
        run.minus(0, at(100)).plus(0, at(4_900)).flush();
        sessions.minus(0, at(100)).plus(0, at(4_904)).flush();
        assertThat(run.store.reads()).isLessThan(40);
        assertThat(sessions.store.reads()).isLessThan(20);
    }

    private static AggregateCall sumOfI() {
        return new AggregateCall(AggregateCall.Function.SUM, List.of(I), false, OptionalInt.empty(), BIGINT);
    }

    private static @Nullable Object[] at(long time) {
        return new @Nullable Object[] {null, time, 1, null, null};
    }

    private static List<Object> with(@Nullable Object[] row, @Nullable Object... values) {
        List<Object> all = new ArrayList<>(Arrays.asList(row));
        all.addAll(Arrays.asList(values));
        return all;
    }

    private static Plan.Window plan(List<SortKey> order, WindowCall... calls) {
        return plan(List.of(), order, List.of(calls));
    }

    private static Plan.Window plan(List<Integer> partition, List<SortKey> order, List<WindowCall> calls) {
        List<Column> columns = new ArrayList<>(ROWS.columns());
        for (int i = 0; i < calls.size(); i++) {
            columns.add(Column.of("w" + i, calls.get(i).type()));
        }
        Plan.Scan scan = new Plan.Scan(new Name("s"), List.of(0, 1, 2, 3, 4), ROWS, false);
        return new Plan.Window(scan, partition, order, calls, new RowType(columns));
    }

    /** Of every other plan all calls are local, so that only parts of partitions are looked at. */
    private static Plan.Window plan(Random random) {
        List<Integer> partition = random.nextBoolean() ? List.of() : List.of(0);
        SortKey first = new SortKey(T + random.nextInt(4), random.nextBoolean(), random.nextBoolean());
        if (random.nextInt(5) == 0) {
            return plan(
                    partition,
                    BY_T,
                    List.of(
                            new WindowCall.Session(T, 1 + random.nextInt(3), random.nextBoolean(), ROWS.type(T)),
                            new WindowCall.Session(T, 1 + random.nextInt(3), true, ROWS.type(T))));
        }
        List<SortKey> order = random.nextBoolean()
                ? List.of(first)
                : random.nextBoolean() ? List.of() : List.of(first, new SortKey(I, random.nextBoolean(), false));
        boolean local = random.nextBoolean();
        List<WindowCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(local ? localCall(random) : call(random, order));
        }
        return plan(partition, order, calls);
    }

    private static WindowCall localCall(Random random) {
        Side from = FROM[1 + random.nextInt(3)];
        Side to = TO[random.nextInt(3)];
        Exclude exclude = Exclude.values()[random.nextInt(random.nextInt(4) == 0 ? 4 : 2)];
        Frame frame = new Frame(Unit.ROWS, bound(random, from), bound(random, to), exclude);
        return random.nextInt(3) == 0 ? shift(random) : overFrame(random, frame);
    }

    private static WindowCall call(Random random, List<SortKey> order) {
        return switch (random.nextInt(6)) {
            case 0 -> new WindowCall.Rank(Ranking.values()[random.nextInt(3)], BIGINT);
            case 1 -> new WindowCall.Share(random.nextBoolean(), DOUBLE);
            case 2 -> new WindowCall.Tile(1 + random.nextInt(4), INTEGER);
            case 3 -> shift(random);
            default -> overFrame(random, frame(random, order));
        };
    }

    private static WindowCall shift(Random random) {
        return new WindowCall.Shift(I, random.nextInt(5) - 2, random.nextBoolean() ? -1 : I, INTEGER);
    }

    private static WindowCall overFrame(Random random, Frame frame) {
        if (random.nextInt(3) == 0) {
            long nth = 1 + random.nextInt(3);
            long from = random.nextBoolean() ? nth : -nth;
            return random.nextBoolean()
                    ? new WindowCall.Nth(I, from, frame, INTEGER)
                    : new WindowCall.NthKnown(I, from, frame, INTEGER);
        }
        AggregateCall.Function function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        SqlType type = switch (function) {
            case COUNT, SUM -> BIGINT;
            case AVG -> NUMERIC;
            default -> INTEGER;
        };
        return new WindowCall.Aggregated(
                new AggregateCall(function, List.of(I), random.nextInt(3) == 0, OptionalInt.empty(), type), frame);
    }

    private static Frame frame(Random random, List<SortKey> order) {
        Unit unit = Unit.values()[random.nextInt(order.isEmpty() ? 1 : 3)];
        Side from = FROM[random.nextInt(4)];
        Side to = TO[random.nextInt(4)];
        if (unit == Unit.RANGE && order.size() > 1) {
            from = from == Side.UNBOUNDED_PRECEDING ? from : Side.CURRENT;
            to = to == Side.UNBOUNDED_FOLLOWING ? to : Side.CURRENT;
        }
        return new Frame(unit, bound(random, from), bound(random, to), Exclude.values()[random.nextInt(4)]);
    }

    private static Bound bound(Random random, Side side) {
        boolean distant = side == Side.PRECEDING || side == Side.FOLLOWING;
        return new Bound(side, distant ? random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextInt(3) : 0);
    }

    private static @Nullable Object[] row(Random random) {
        long[] times = {0, 1, 2, 3, 4, 5, 6, 7, Long.MIN_VALUE, Long.MAX_VALUE};
        int[] numbers = {0, 1, 2, 3, Integer.MIN_VALUE, Integer.MAX_VALUE};
        double[] doubles = {0.0, -0.0, 1.5, 2.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        String[] decimals = {"0", "1.0", "1", "1.5", "-2"};
        return new @Nullable Object[] {
            or(random, random.nextBoolean() ? "p" : "q"),
            or(random, times[random.nextInt(random.nextBoolean() ? 10 : 8)]),
            or(random, numbers[random.nextInt(random.nextInt(4) == 0 ? 6 : 4)]),
            or(random, doubles[random.nextInt(7)]),
            or(random, new BigDecimal(decimals[random.nextInt(5)]))
        };
    }

    private static @Nullable Object or(Random random, Object value) {
        return random.nextInt(5) == 0 ? null : value;
    }

    /** Straight from the definitions: for each row, which rows count. */
    private static void recompute(Plan.Window plan, List<@Nullable Object[]> bag, OperatorRun.Expected expected) {
        for (List<@Nullable Object[]> rows :
                OrderedRowsInMemory.partitions(ROWS, plan.partition(), plan.order(), bag)) {
            for (int i = 0; i < rows.size(); i++) {
                List<Object> all = new ArrayList<>(Arrays.asList(rows.get(i)));
                for (WindowCall call : plan.calls()) {
                    all.add(value(plan, call, rows, i));
                }
                if (all.contains(NO_VALUE)) {
                    all.replaceAll(value -> value == NO_VALUE ? null : value);
                    expected.failure(all.toArray());
                } else {
                    expected.row(all.toArray());
                }
            }
        }
    }

    private static @Nullable Object value(Plan.Window plan, WindowCall call, List<@Nullable Object[]> rows, int i) {
        Comparator<@Nullable Object[]> peers = OrderedRowsInMemory.peers(ROWS, plan.order());
        long before =
                rows.stream().filter(row -> peers.compare(row, rows.get(i)) < 0).count();
        long upTo = rows.stream()
                .filter(row -> peers.compare(row, rows.get(i)) <= 0)
                .count();
        if (call instanceof WindowCall.Rank rank) {
            return switch (rank.ranking()) {
                case ROW_NUMBER -> i + 1L;
                case RANK -> before + 1;
                case DENSE_RANK -> groupsBetween(rows, 0, i, peers) + 1;
            };
        }
        if (call instanceof WindowCall.Share share) {
            return share.cumulative()
                    ? (Object) ((double) upTo / rows.size())
                    : (Object) (rows.size() == 1 ? 0.0 : (double) before / (rows.size() - 1));
        }
        if (call instanceof WindowCall.Tile tile) {
            return tile(rows.size(), tile.buckets(), i);
        }
        if (call instanceof WindowCall.Shift shift) {
            long other = i + shift.rows();
            return other >= 0 && other < rows.size()
                    ? rows.get((int) other)[shift.column()]
                    : shift.otherwise() < 0 ? null : rows.get(i)[shift.otherwise()];
        }
        if (call instanceof WindowCall.Session session) {
            return session(rows, i, session);
        }
        Frame frame = call instanceof WindowCall.Nth nth
                ? nth.frame()
                : call instanceof WindowCall.NthKnown known ? known.frame() : ((WindowCall.Aggregated) call).frame();
        List<@Nullable Object[]> inFrame = IntStream.range(0, rows.size())
                .filter(j -> inFrame(plan, frame, rows, i, j, peers))
                .mapToObj(rows::get)
                .toList();
        if (call instanceof WindowCall.Nth nth) {
            long index = nth.nth() > 0 ? nth.nth() - 1 : inFrame.size() + nth.nth();
            return index >= 0 && index < inFrame.size() ? inFrame.get((int) index)[nth.column()] : null;
        }
        if (call instanceof WindowCall.NthKnown nth) {
            List<Object> known = new ArrayList<>();
            for (@Nullable Object[] row : inFrame) {
                Object value = row[nth.column()];
                if (value != null) {
                    known.add(value);
                }
            }
            long index = nth.nth() > 0 ? nth.nth() - 1 : known.size() + nth.nth();
            return index >= 0 && index < known.size() ? known.get((int) index) : null;
        }
        return aggregate(((WindowCall.Aggregated) call).call(), inFrame);
    }

    /** PostgreSQL deals rows out bucket by bucket. */
    private static int tile(int rows, int buckets, int index) {
        int bucket = 0;
        int left = 0;
        for (int i = 0; i <= index; i++) {
            if (left == 0) {
                left = rows / buckets + (bucket < rows % buckets ? 1 : 0);
                bucket++;
            }
            left--;
        }
        return bucket;
    }

    private static @Nullable Object session(List<@Nullable Object[]> rows, int i, WindowCall.Session session) {
        Long time = (Long) rows.get(i)[T];
        if (time == null) {
            return null;
        }
        int first = i;
        while (first > 0 && close(rows.get(first - 1), rows.get(first), session)) {
            first--;
        }
        int last = i;
        while (last + 1 < rows.size() && close(rows.get(last), rows.get(last + 1), session)) {
            last++;
        }
        if (!session.end()) {
            return rows.get(first)[T];
        }
        long end = (Long) rows.get(last)[T];
        return end > Long.MAX_VALUE - session.gapMicros() ? NO_VALUE : (Object) (end + session.gapMicros());
    }

    private static boolean close(@Nullable Object[] a, @Nullable Object[] b, WindowCall.Session session) {
        return b[T] != null
                && BigDecimal.valueOf((Long) b[T])
                                .subtract(BigDecimal.valueOf((Long) a[T]))
                                .compareTo(BigDecimal.valueOf(session.gapMicros()))
                        < 0;
    }

    private static boolean inFrame(
            Plan.Window plan,
            Frame frame,
            List<@Nullable Object[]> rows,
            int i,
            int j,
            Comparator<@Nullable Object[]> peers) {
        boolean peer = peers.compare(rows.get(i), rows.get(j)) == 0;
        boolean excluded = switch (frame.exclude()) {
            case NONE -> false;
            case CURRENT_ROW -> i == j;
            case GROUP -> peer;
            case TIES -> peer && i != j;
        };
        return !excluded
                && within(plan, frame, frame.from(), rows, i, j, peers, 1)
                && within(plan, frame, frame.to(), rows, i, j, peers, -1);
    }

    /** Whether row j lies at the bound of row i, or beyond it in the direction (1: after). */
    private static boolean within(
            Plan.Window plan,
            Frame frame,
            Bound bound,
            List<@Nullable Object[]> rows,
            int i,
            int j,
            Comparator<@Nullable Object[]> peers,
            int direction) {
        if (bound.side() == Side.UNBOUNDED_PRECEDING || bound.side() == Side.UNBOUNDED_FOLLOWING) {
            return true;
        }
        BigDecimal distance = bound.side() == Side.PRECEDING ? bound.distance().negate() : bound.distance();
        if (frame.unit() == Unit.ROWS) {
            return BigDecimal.valueOf(j - i).compareTo(distance) * direction >= 0;
        }
        if (frame.unit() == Unit.GROUPS) {
            long groups = j >= i ? groupsBetween(rows, i, j, peers) : -groupsBetween(rows, j, i, peers);
            return BigDecimal.valueOf(groups).compareTo(distance) * direction >= 0;
        }
        int order = peers.compare(rows.get(j), rows.get(i));
        SortKey key = plan.order().get(0);
        Object value = rows.get(j)[key.column()];
        Object base = rows.get(i)[key.column()];
        if (bound.side() == Side.CURRENT || value == null || base == null) {
            return order * direction >= 0;
        }
        int sign = key.descending() ? -1 : 1;
        return sign * direction * compare(value, base, sign < 0 ? distance.negate() : distance) >= 0;
    }

    private static long groupsBetween(
            List<@Nullable Object[]> rows, int from, int to, Comparator<@Nullable Object[]> peers) {
        return IntStream.range(from, to)
                .filter(k -> peers.compare(rows.get(k), rows.get(k + 1)) != 0)
                .count();
    }

    private static int compare(Object value, Object base, BigDecimal distance) {
        if (value instanceof Double x) {
            return Values.compare(DOUBLE, x, (Double) base + distance.doubleValue());
        }
        return new BigDecimal(value.toString()).compareTo(new BigDecimal(base.toString()).add(distance));
    }

    private static @Nullable Object aggregate(AggregateCall call, List<@Nullable Object[]> rows) {
        List<Integer> values = rows.stream()
                .map(row -> (Integer) row[I])
                .filter(Objects::nonNull)
                .toList();
        if (call.distinct()) {
            values = values.stream().distinct().toList();
        }
        if (call.function() == AggregateCall.Function.COUNT) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return null;
        }
        LongStream longs = values.stream().mapToLong(Integer::longValue);
        return switch (call.function()) {
            case SUM -> longs.sum();
            case MIN -> (int) longs.min().orElseThrow();
            default -> (int) longs.max().orElseThrow();
        };
    }
}
