package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.Values;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.SetOperation.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SetCountsTest {
    private static final RowType ROWS =
            RowType.of(Column.of("n", SqlType.of(TypeKind.DECIMAL)), Column.of("s", SqlType.of(TypeKind.VARCHAR)));

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        for (Kind kind : Kind.values()) {
            for (boolean all : new boolean[] {false, true}) {
                int inputs = 2 + random.nextInt(2);
                new OperatorRun(plan(kind, all, inputs))
                        .run(
                                random,
                                OperatorRun.history(random, inputs, 120, (port, r) -> row(r)),
                                (bags, expected) -> recompute(kind, all, bags, expected));
            }
        }
    }

    @Test
    void exceptAllTakesOneRowForEachOfTheOthers() {
        OperatorRun run = new OperatorRun(plan(Kind.EXCEPT, true, 2));
        run.change(0, new Object[] {null, "x"}, 3).plus(1, null, "x").flush();
        assertThat(run.output()).isEqualTo(Map.of(Arrays.asList(null, "x"), 2L));
    }

    @Test
    void equalRowsOfAnyScaleAreOneRow() {
        OperatorRun run = new OperatorRun(plan(Kind.INTERSECT, false, 2));
        run.plus(0, new BigDecimal("1.00"), "x")
                .plus(1, new BigDecimal("1.0"), "x")
                .flush();
        assertThat(run.output()).isEqualTo(Map.of(List.of(new BigDecimal("1"), "x"), 1L));
    }

    @Test
    void moreOfWhatIsThereChangesNothing() {
        OperatorRun run = new OperatorRun(plan(Kind.INTERSECT, false, 2));
        run.plus(0, null, "x").plus(1, null, "x").flush();
        run.emitted();
        run.plus(0, null, "x").flush();
        assertThat(run.emitted()).isZero();
    }

    private static Plan.SetOperation plan(Kind kind, boolean all, int inputs) {
        List<Plan> scans = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            scans.add(new Plan.Scan(new Name("s" + i), List.of(0, 1), ROWS, false));
        }
        return new Plan.SetOperation(kind, all, scans, ROWS);
    }

    private static @Nullable Object[] row(Random random) {
        String[] numbers = {"1", "1.0", "2"};
        return new @Nullable Object[] {
            random.nextInt(3) == 0 ? null : new BigDecimal(numbers[random.nextInt(3)]),
            random.nextInt(3) == 0 ? null : "xy".substring(random.nextInt(2))
        };
    }

    private static void recompute(
            Kind kind, boolean all, List<List<@Nullable Object[]>> bags, OperatorRun.Expected expected) {
        List<@Nullable Object[]> distinct = new ArrayList<>();
        bags.forEach(bag -> bag.forEach(row -> {
            if (count(distinct, row) == 0) {
                distinct.add(row);
            }
        }));
        for (@Nullable Object[] row : distinct) {
            long[] counts = bags.stream().mapToLong(bag -> count(bag, row)).toArray();
            long others = Arrays.stream(counts).skip(1).sum();
            long times = kind == Kind.INTERSECT
                    ? Arrays.stream(counts).min().orElseThrow()
                    : all ? counts[0] - others : others > 0 ? 0 : counts[0];
            for (long i = 0; i < (all ? times : Math.min(times, 1)); i++) {
                BigDecimal number = (BigDecimal) row[0];
                expected.row(number == null ? null : number.stripTrailingZeros(), row[1]);
            }
        }
    }

    private static long count(List<@Nullable Object[]> bag, @Nullable Object[] row) {
        return bag.stream().filter(other -> Values.equalRows(other, row)).count();
    }
}
