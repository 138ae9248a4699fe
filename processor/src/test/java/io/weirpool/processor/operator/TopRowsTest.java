package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopRowsTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final RowType ROWS = RowType.of(
            Column.of("p", SqlType.of(TypeKind.VARCHAR)),
            Column.of("n", SqlType.of(TypeKind.DECIMAL)),
            Column.of("x", SqlType.of(TypeKind.DOUBLE)),
            Column.of("s", SqlType.of(TypeKind.VARCHAR)),
            Column.of("b", SqlType.of(TypeKind.VARBINARY)),
            Column.of("i", BIGINT));
    private static final List<SortKey> BY_I = List.of(new SortKey(5, false, false));

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        for (Ranking ranking : Ranking.values()) {
            List<Integer> partition = random.nextBoolean() ? List.of() : List.of(0);
            long before = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            long ranks = random.nextInt(6) == 0 ? Long.MAX_VALUE : random.nextInt(6);
            Plan.TopN plan = plan(partition, order(random), ranking, before, ranks, random.nextBoolean());
            new OperatorRun(plan)
                    .run(
                            random,
                            OperatorRun.history(random, 1, 120, (port, r) -> row(r)),
                            (inputs, expected) -> recompute(plan, inputs.get(0), expected));
        }
    }

    @Test
    void rowThatLeavesTheTopIsReplacedByTheNext() {
        OperatorRun run = new OperatorRun(plan(List.of(), BY_I, Ranking.ROW_NUMBER, 0, 2, false));
        run.plus(0, row(1)).plus(0, row(2)).plus(0, row(3)).flush();
        assertThat(run.output().keySet()).containsExactlyInAnyOrder(list(1), list(2));
        run.minus(0, row(1)).flush();
        assertThat(run.output().keySet()).containsExactlyInAnyOrder(list(2), list(3));
    }

    @Test
    void equalRowsOccupyRanksOfTheirOwn() {
        OperatorRun run = new OperatorRun(plan(List.of(), BY_I, Ranking.ROW_NUMBER, 1, 3, true));
        run.change(0, row(1), 3).plus(0, row(2)).plus(0, row(3)).flush();
        assertThat(run.output()).isEqualTo(Map.of(ranked(1, 2), 1L, ranked(1, 3), 1L, ranked(2, 4), 1L));
    }

    @Test
    void peersShareARank() {
        OperatorRun rank = new OperatorRun(plan(List.of(), BY_I, Ranking.RANK, 0, 2, false));
        OperatorRun dense = new OperatorRun(plan(List.of(), BY_I, Ranking.DENSE_RANK, 0, 2, false));
        for (OperatorRun run : List.of(rank, dense)) {
            run.change(0, row(1), 2).plus(0, row(2)).flush();
        }
        assertThat(rank.output()).isEqualTo(Map.of(list(1), 2L));
        assertThat(dense.output()).isEqualTo(Map.of(list(1), 2L, list(2), 1L));
    }

    @ParameterizedTest
    @EnumSource
    void changeOfALargePartitionReadsOnlyItsTop(Ranking ranking) {
        OperatorRun run = new OperatorRun(plan(List.of(), BY_I, ranking, 10, 10, true));
        for (int i = 0; i < 20_000; i++) {
            run.plus(0, row(i));
        }
        run.flush();
        run.store.reads();
        run.minus(0, row(3)).plus(0, row(7_000)).plus(0, row(5)).flush();
        assertThat(run.store.reads()).isLessThan(2 * (10 + 10 + 3) + 10);
    }

    @Test
    void changeBehindTheTopReadsItOnce() {
        OperatorRun run = new OperatorRun(plan(List.of(), BY_I, Ranking.ROW_NUMBER, 0, 10, false));
        for (int i = 0; i < 100; i++) {
            run.plus(0, row(i));
        }
        run.flush();
        run.store.reads();
        run.plus(0, row(50)).flush();
        assertThat(run.store.reads()).isLessThan(15);
        assertThat(run.output()).hasSize(10);
    }

    /** {@link PartialTop} and {@link FirstRows} give what keeping all rows gives. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ofRowsThatNeverLeaveTheFirstAreEnough(long seed) {
        Random random = new Random(seed);
        Plan.TopN all = plan(
                random.nextBoolean() ? List.of() : List.of(0),
                order(random),
                Ranking.ROW_NUMBER,
                random.nextInt(3),
                1 + random.nextInt(5),
                random.nextBoolean());
        Plan.Scan stream = new Plan.Scan(new Name("s"), List.of(0, 1, 2, 3, 4, 5), ROWS, true);
        Plan.TopN growing = (Plan.TopN) all.withInputs(List.of(stream));
        OperatorRun kept = new OperatorRun(all);
        OperatorRun first = new OperatorRun(growing);
        for (int flush = 0; flush < 20; flush++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                @Nullable Object[] row = row(random);
                int weight = 1 + random.nextInt(2);
                kept.change(0, row, weight);
                first.change(0, row, weight);
            }
            if (random.nextInt(4) == 0) {
                first.flush().restart();
            }
            assertThat(first.flush().output()).isEqualTo(kept.flush().output());
        }
        assertThat(first.store.size()).isLessThanOrEqualTo(3); // a partition is one entry
    }

    private static Plan.TopN plan(
            List<Integer> partition, List<SortKey> order, Ranking ranking, long before, long ranks, boolean withRank) {
        List<Column> columns = new ArrayList<>(ROWS.columns());
        if (withRank) {
            columns.add(Column.of("rank", BIGINT));
        }
        Plan.Scan scan = new Plan.Scan(new Name("s"), List.of(0, 1, 2, 3, 4, 5), ROWS, false);
        return new Plan.TopN(scan, partition, order, ranking, before, ranks, withRank, new RowType(columns));
    }

    private static List<SortKey> order(Random random) {
        List<SortKey> order = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            order.add(new SortKey(1 + random.nextInt(5), random.nextBoolean(), random.nextBoolean()));
        }
        return order;
    }

    private static Object[] row(long i) {
        return new @Nullable Object[] {null, null, null, null, null, i};
    }

    private static List<Object> list(long i) {
        return Arrays.asList(row(i));
    }

    private static List<Object> ranked(long i, long rank) {
        return Arrays.asList(null, null, null, null, null, i, rank);
    }

    private static @Nullable Object[] row(Random random) {
        String[] numbers = {"1", "1.0", "-2.5", "1E+9", "0", "0.01"};
        double[] doubles = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1.5, -1e300};
        String[] texts = {"", "a", "a\u0001", "ab", "\uFFFD", "\uD83D\uDE00"};
        byte[][] bytes = {{}, {0}, {0, 0}, {-1}, {0, -1}};
        return new @Nullable Object[] {
            or(random, random.nextInt(2) == 0 ? "p" : "q"),
            or(random, new BigDecimal(numbers[random.nextInt(6)])),
            or(random, doubles[random.nextInt(6)]),
            or(random, texts[random.nextInt(6)]),
            or(random, Bytes.wrap(bytes[random.nextInt(5)])),
            or(random, (long) random.nextInt(5) - 2)
        };
    }

    private static @Nullable Object or(Random random, Object value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private static void recompute(Plan.TopN plan, List<@Nullable Object[]> rows, OperatorRun.Expected expected) {
        Comparator<@Nullable Object[]> peers = OrderedRowsInMemory.peers(ROWS, plan.order());
        for (List<@Nullable Object[]> partition :
                OrderedRowsInMemory.partitions(ROWS, plan.partition(), plan.order(), rows)) {
            long rank = 0;
            for (int i = 0; i < partition.size(); i++) {
                boolean peer = i > 0 && peers.compare(partition.get(i - 1), partition.get(i)) == 0;
                rank = switch (plan.ranking()) {
                    case ROW_NUMBER -> i + 1;
                    case RANK -> peer ? rank : i + 1;
                    case DENSE_RANK -> peer ? rank : rank + 1;
                };
                if (rank > plan.ranksBefore() && rank - plan.ranksBefore() <= plan.ranks()) {
                    @Nullable Object[] row = partition.get(i);
                    @Nullable Object[] shown = Arrays.copyOf(row, row.length + (plan.withRank() ? 1 : 0));
                    if (plan.withRank()) {
                        shown[row.length] = rank;
                    }
                    expected.row(shown);
                }
            }
        }
    }
}
