package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.Rising;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts of keys in partitions, which only rise, from several tasks: those of the first ranks. */
class RisingRowsTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT).notNull();
    private static final RowType GIVEN = RowType.of(Column.of("p", BIGINT), Column.of("k", BIGINT));
    private static final RowType COUNTS =
            RowType.of(Column.of("p", BIGINT), Column.of("k", BIGINT), Column.of("n", BIGINT));
    private static final int TASKS = 3;
    private static final int PARTITIONS = 2;

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answerIsThatOfAllRowsWheneverFlushesCome(long seed) {
        Random random = new Random(seed);
        Ranking ranking = random.nextBoolean() ? Ranking.RANK : Ranking.ROW_NUMBER;
        Plan.TopN plan = plan(ranking, random.nextInt(2), 1 + random.nextInt(3), true);
        Running running = new Running(plan);
        for (int step = 0; step < 400; step++) {
            running.rise(random.nextInt(PARTITIONS), random.nextInt(12), 1 + random.nextInt(3));
            if (random.nextInt(6) == 0) {
                running.senders.get(random.nextInt(TASKS)).flush();
            }
            if (random.nextInt(6) == 0) {
                running.receiver.flush();
            }
            if (random.nextInt(40) == 0) {
                running.restart();
            }
        }
        running.restart();
        assertThat(running.answer).isEqualTo(expected(running.counts, plan));
    }

    @Test
    void rowsBehindTheLastRankAreNeitherSentNorKept() {
        Running running = new Running(plan(Ranking.RANK, 0, 1, false));
        for (int k = 0; k < 100; k++) {
            running.rise(0, k, k < 50 ? 1 : 100 - k);
        }
        running.restart();
        assertThat(running.sent).isLessThanOrEqualTo(TASKS);
        assertThat(entries(running.store)).isEqualTo(1);
        assertThat(running.answer).containsExactly(Map.entry(List.of(0L, 50L, 50L), 1L));
    }

    @Test
    void groupsThatMayFallOrFailAreKept() {
        Plan.TopN rising = plan(Ranking.RANK, 0, 1, false);
        assertThat(Rising.column(rising)).contains(2);
        assertThat(Rising.column(plan(Ranking.DENSE_RANK, 0, 1, false))).isEmpty();
        assertThat(Rising.column(over(rising, aggregate(false, Function.COUNT), true)))
                .isEmpty();
        assertThat(Rising.column(over(rising, aggregate(true, Function.COUNT), false)))
                .isEmpty();
        assertThat(Rising.column(over(rising, aggregate(true, Function.MIN), true)))
                .isEmpty();
        assertThat(Rising.column(over(rising, aggregate(true, Function.SUM), true)))
                .isEmpty();
        assertThat(Rising.column(over(rising, aggregate(true, Function.MIN), false)))
                .contains(2);
    }

    private static int entries(OrderedStore store) {
        List<OrderedStore.Entry> entries = new ArrayList<>();
        store.forEach(new byte[0], new byte[0], entries::add);
        return entries.size();
    }

    private static Plan.TopN over(Plan.TopN plan, Plan input, boolean descending) {
        return new Plan.TopN(
                input,
                plan.partition(),
                List.of(new SortKey(2, descending, false)),
                plan.ranking(),
                plan.ranksBefore(),
                plan.ranks(),
                plan.withRank(),
                plan.rowType());
    }

    private static Plan aggregate(boolean appendOnly, Function function) {
        Plan scan = new Plan.Scan(new Name("s"), List.of(0, 1), GIVEN, appendOnly);
        AggregateCall call = new AggregateCall(
                function, function == Function.COUNT ? List.of() : List.of(1), false, OptionalInt.empty(), BIGINT);
        return new Plan.Aggregate(scan, List.of(0, 1), List.of(call), COUNTS);
    }

    private static Plan.TopN plan(Ranking ranking, long before, long ranks, boolean withRank) {
        RowType ranked = RowType.of(COUNTS.column(0), COUNTS.column(1), COUNTS.column(2), Column.of("r", BIGINT));
        return new Plan.TopN(
                aggregate(true, Function.COUNT),
                List.of(0),
                List.of(new SortKey(2, true, false)),
                ranking,
                before,
                ranks,
                withRank,
                withRank ? ranked : COUNTS);
    }

    private static Map<List<Object>, Long> expected(Map<List<Long>, Long> counts, Plan.TopN plan) {
        Map<List<Object>, Long> answer = new HashMap<>();
        RowOrder order = new RowOrder(COUNTS, plan.order());
        for (long p = 0; p < PARTITIONS; p++) {
            TreeMap<PlacedRow, Object[]> rows = new TreeMap<>();
            for (Map.Entry<List<Long>, Long> count : counts.entrySet()) {
                if (count.getKey().get(0) == p) {
                    Object[] row = {p, count.getKey().get(1), count.getValue()};
                    rows.put(order.place(row, 1), row);
                }
            }
            long number = 0;
            for (Object[] row : rows.values()) {
                number++;
                long more = rows.values().stream()
                        .filter(other -> (Long) other[2] > (Long) row[2])
                        .count();
                long rank = plan.ranking() == Ranking.RANK ? more + 1 : number;
                if (rank > plan.ranksBefore() && rank <= plan.ranksBefore() + plan.ranks()) {
                    answer.put(List.of(row[0], row[1], row[2], rank), 1L);
                }
            }
        }
        return answer;
    }

    /** The counts' tasks, the top-n's, and what it has said so far. */
    private static final class Running {
        private final Plan.TopN plan;
        private final OrderedStore store = new MemoryStore();
        private final List<HopInput> senders = new ArrayList<>();
        private final Map<List<Long>, Long> counts = new HashMap<>();
        private final Map<List<Object>, Long> answer = new HashMap<>();
        private HopOutput receiver;
        private int sent;

        Running(Plan.TopN plan) {
            this.plan = plan;
            this.receiver = receiver();
            for (int task = 0; task < TASKS; task++) {
                senders.add(RowOperators.firstOnly(plan, (key, row) -> {
                    sent++;
                    receiver.merge(key, row);
                }));
            }
        }

        private HopOutput receiver() {
            RowOperator rows = RowOperators.of(plan, store, (row, weight) -> {
                long sum = answer.merge(Arrays.asList(row), weight, Long::sum);
                if (sum == 0) {
                    answer.remove(Arrays.asList(row));
                }
            });
            return new ArrivingRows(rows, List.of(RowKeys.of(plan, 0)));
        }

        /** A commit of all tasks; then another one takes over the top-n. */
        void restart() {
            senders.forEach(HopInput::flush);
            receiver.flush();
            receiver = receiver();
        }

        void rise(long partition, long key, long by) {
            List<Long> group = List.of(partition, key);
            HopInput sender = senders.get((int) key % TASKS);
            Long before = counts.get(group);
            if (before != null) {
                sender.apply(Change.minus(new Object[] {partition, key, before}));
            }
            counts.merge(group, by, Long::sum);
            sender.apply(Change.plus(new Object[] {partition, key, counts.get(group)}));
        }
    }
}
