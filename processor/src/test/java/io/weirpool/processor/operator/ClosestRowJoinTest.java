package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.AsOfJoin.AsOf;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClosestRowJoinTest {
    private static final RowType LEFT = rows("l");
    private static final RowType RIGHT = rows("r");
    private static final RowCodec CODEC = RowCodec.of(RIGHT);

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        for (AsOf match : AsOf.values()) {
            Plan.AsOfJoin plan = plan(match, random.nextBoolean());
            new OperatorRun(plan)
                    .run(
                            random,
                            OperatorRun.history(random, 2, 100, (port, r) -> row(r)),
                            (inputs, expected) -> recompute(plan, inputs.get(0), inputs.get(1), expected));
        }
    }

    @Test
    void priceThatComesLateIsTakenByTheOrdersAfterIt() {
        OperatorRun run = new OperatorRun(plan(AsOf.AT_OR_BEFORE, false));
        run.plus(1, "x", 10L, 100L).plus(1, "x", 30L, 300L);
        run.plus(0, "x", 15L, 1L).plus(0, "x", 25L, 2L).plus(0, "x", 35L, 3L).flush();
        run.emitted();
        run.plus(1, "x", 20L, 200L).flush();
        assertThat(run.output())
                .isEqualTo(Map.of(
                        List.of("x", 15L, 1L, "x", 10L, 100L), 1L,
                        List.of("x", 25L, 2L, "x", 20L, 200L), 1L,
                        List.of("x", 35L, 3L, "x", 30L, 300L), 1L));
        assertThat(run.emitted()).isEqualTo(2);
    }

    @Test
    void matchThatLeavesGivesWayToTheOneBeforeOrToNulls() {
        OperatorRun run = new OperatorRun(plan(AsOf.BEFORE, true));
        run.plus(0, "x", 15L, 1L).plus(1, "x", 10L, 100L).flush();
        run.minus(1, "x", 10L, 100L).flush();
        assertThat(run.output()).isEqualTo(Map.of(Arrays.asList("x", 15L, 1L, null, null, null), 1L));
    }

    @Test
    void changeReadsOnlyItsNeighboursAndTheRowsItIsTheMatchOf() {
        OperatorRun run = new OperatorRun(plan(AsOf.AT_OR_BEFORE, false));
        for (long i = 0; i < 2_000; i++) {
            run.plus(1, "x", 10 * i, i).plus(0, "x", 10 * i + 1, i);
        }
        run.flush();
        run.store.reads();
        run.plus(1, "x", 1_005L, 0L)
                .minus(1, "x", 500L, 50L)
                .plus(0, "x", 77L, 0L)
                .flush();
        assertThat(run.store.reads()).isLessThan(3 * 8);
    }

    private static RowType rows(String prefix) {
        return RowType.of(
                Column.of(prefix + "_key", SqlType.of(TypeKind.VARCHAR)),
                Column.of(prefix + "_time", SqlType.of(TypeKind.TIMESTAMP)),
                Column.of(prefix + "_value", SqlType.of(TypeKind.BIGINT)));
    }

    private static Plan.AsOfJoin plan(AsOf match, boolean outer) {
        Plan.Scan left = new Plan.Scan(new Name("l"), List.of(0, 1, 2), LEFT, false);
        Plan.Scan right = new Plan.Scan(new Name("r"), List.of(0, 1, 2), RIGHT, false);
        RowType both = RowType.of(
                LEFT.column(0), LEFT.column(1), LEFT.column(2), RIGHT.column(0), RIGHT.column(1), RIGHT.column(2));
        return new Plan.AsOfJoin(left, right, outer, List.of(new JoinKey(0, 0, false)), 1, match, 1, both);
    }

    private static @Nullable Object[] row(Random random) {
        return new @Nullable Object[] {
            random.nextInt(6) == 0 ? null : "xy".substring(random.nextInt(2)),
            random.nextInt(6) == 0 ? null : (Long) (random.nextInt(6) - 3L),
            random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(3)
        };
    }

    private static void recompute(
            Plan.AsOfJoin plan,
            List<@Nullable Object[]> left,
            List<@Nullable Object[]> right,
            OperatorRun.Expected expected) {
        boolean back = plan.match() == AsOf.AT_OR_BEFORE || plan.match() == AsOf.BEFORE;
        Comparator<@Nullable Object[]> inOrder = Comparator.<@Nullable Object[]>comparingLong(row -> (Long) row[1])
                .thenComparing((a, b) -> Arrays.compareUnsigned(CODEC.encode(a), CODEC.encode(b)));
        for (@Nullable Object[] l : left) {
            @Nullable Object[] match = right.stream()
                    .filter(r -> matches(plan.match(), l, r))
                    .min(back ? inOrder.reversed() : inOrder)
                    .orElse(null);
            if (match != null || plan.outer()) {
                @Nullable Object[] pair = Arrays.copyOf(l, 6);
                System.arraycopy(match == null ? new Object[3] : match, 0, pair, 3, 3);
                expected.row(pair);
            }
        }
    }

    private static boolean matches(AsOf match, @Nullable Object[] l, @Nullable Object[] r) {
        if (l[0] == null || !l[0].equals(r[0]) || l[1] == null || r[1] == null) {
            return false;
        }
        int order = Long.compare((Long) r[1], (Long) l[1]);
        return switch (match) {
            case AT_OR_BEFORE -> order <= 0;
            case BEFORE -> order < 0;
            case AT_OR_AFTER -> order >= 0;
            case AFTER -> order > 0;
        };
    }
}
