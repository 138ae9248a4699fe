package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.Values;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JoinTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType BOOLEAN = SqlType.of(TypeKind.BOOLEAN);
    private static final RowType LEFT = RowType.of(
            Column.of("a", SqlType.of(TypeKind.DECIMAL)),
            Column.of("b", SqlType.of(TypeKind.VARCHAR)),
            Column.of("c", BIGINT));
    private static final RowType RIGHT = RowType.of(
            Column.of("d", SqlType.of(TypeKind.DECIMAL)),
            Column.of("e", SqlType.of(TypeKind.VARCHAR)),
            Column.of("f", BIGINT));
    private static final RowType BOTH = RowType.of(
            LEFT.column(0), LEFT.column(1), LEFT.column(2), RIGHT.column(0), RIGHT.column(1), RIGHT.column(2));
    private static final Plan.Scan L = new Plan.Scan(new Name("l"), List.of(0, 1, 2), LEFT, false);
    private static final Plan.Scan R = new Plan.Scan(new Name("r"), List.of(0, 1, 2), RIGHT, false);
    private static final List<JoinKey> KEY = List.of(new JoinKey(1, 1, false));
    private static final Expression C_LESS_THAN_F =
            call("<", new Expression.Input(2, BIGINT), new Expression.Input(5, BIGINT));

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runningAnswerEqualsRecomputedAnswer(long seed) {
        Random random = new Random(seed);
        for (JoinKind kind : JoinKind.values()) {
            List<JoinKey> keys = keys(random);
            Optional<Expression> residual = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(random.nextBoolean() ? C_LESS_THAN_F : oneThroughCIsOne());
            Plan.Join plan = plan(kind, keys, residual);
            new OperatorRun(plan)
                    .run(
                            random,
                            OperatorRun.history(random, 2, 80, (port, r) -> row(r)),
                            (inputs, expected) -> recompute(plan, inputs.get(0), inputs.get(1), expected));
        }
    }

    /** Many rows under few keys: more than an entry takes, with restarts between. */
    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatNeverLeaveJoinAsOthersDo(long seed) {
        Random random = new Random(seed);
        Plan.Join plan =
                plan(JoinKind.INNER, KEY, random.nextBoolean() ? Optional.empty() : Optional.of(C_LESS_THAN_F));
        Plan.Scan left = new Plan.Scan(L.source(), L.columns(), LEFT, true);
        Plan.Scan right = new Plan.Scan(R.source(), R.columns(), RIGHT, random.nextBoolean());
        OperatorRun kept = new OperatorRun(plan);
        OperatorRun growing = new OperatorRun(plan.withInputs(List.of(left, right)));
        for (int flush = 0; flush < 15; flush++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                int port = random.nextInt(3) == 0 ? 1 : 0;
                @Nullable Object[] row = {null, random.nextBoolean() ? "x" : "y", (long) random.nextInt(50)};
                kept.plus(port, row);
                growing.plus(port, row);
            }
            assertThat(growing.flush().output()).isEqualTo(kept.flush().output());
            if (random.nextInt(3) == 0) {
                growing.restart();
            }
        }
        assertThat(growing.store.size()).isLessThan(kept.store.size());
    }

    @Test
    void outerRowGetsItsMatchInPlaceOfNulls() {
        OperatorRun run = new OperatorRun(plan(JoinKind.LEFT, KEY, Optional.empty()));
        run.plus(0, null, "x", 1L).flush();
        assertThat(run.output()).isEqualTo(Map.of(Arrays.asList(null, "x", 1L, null, null, null), 1L));
        run.plus(1, null, "x", 2L).flush();
        assertThat(run.output()).isEqualTo(Map.of(Arrays.asList(null, "x", 1L, null, "x", 2L), 1L));
    }

    @Test
    void nullInAKeyMatchesNullOnlyWhereItIsNullSafe() {
        OperatorRun equal = new OperatorRun(plan(JoinKind.INNER, KEY, Optional.empty()));
        OperatorRun same = new OperatorRun(plan(JoinKind.INNER, List.of(new JoinKey(1, 1, true)), Optional.empty()));
        for (OperatorRun run : List.of(equal, same)) {
            run.plus(0, null, null, 1L).plus(1, null, null, 2L).flush();
        }
        assertThat(equal.output()).isEmpty();
        assertThat(same.output()).hasSize(1);
    }

    @Test
    void rowsThatCannotMatchAreNotSentWhereNobodyAsksForThem() {
        RowKeys inner = RowKeys.of(plan(JoinKind.INNER, KEY, Optional.empty()), 0);
        RowKeys outer = RowKeys.of(plan(JoinKind.LEFT, KEY, Optional.empty()), 0);
        assertThat(inner.matchesNothing(new Object[] {null, null, 1L})).isTrue();
        assertThat(outer.matchesNothing(new Object[] {null, null, 1L})).isFalse();
        assertThat(outer.encode(new Object[] {null, null, 1L}))
                .isNotEqualTo(outer.encode(new Object[] {null, null, 2L}));
    }

    @ParameterizedTest
    @EnumSource(names = {"SEMI", "ANTI"})
    void updateOfAMatchTouchesNothing(JoinKind kind) {
        OperatorRun run = new OperatorRun(plan(kind, KEY, Optional.empty()));
        run.plus(0, null, "x", 1L).plus(1, null, "x", 1L).flush();
        run.emitted();
        run.minus(1, null, "x", 1L).plus(1, null, "x", 2L).flush();
        assertThat(run.emitted()).isZero();
    }

    @Test
    void changeReadsNoRowsOfOtherKeys() {
        OperatorRun run = new OperatorRun(plan(JoinKind.FULL, KEY, Optional.empty()));
        for (long i = 0; i < 1_000; i++) {
            run.plus(0, null, "k" + i, i).plus(1, null, "k" + i, i);
        }
        run.flush();
        run.store.reads();
        run.plus(0, null, "k7", -1L).flush();
        assertThat(run.store.reads()).isLessThan(10);
    }

    @Test
    void residualThatFailsIsToldAndTakenBack() {
        OperatorRun run = new OperatorRun(plan(JoinKind.SEMI, KEY, Optional.of(oneThroughCIsOne())));
        run.plus(0, null, "x", 0L).plus(1, null, "x", 1L).flush();
        assertThat(run.failures()).isEqualTo(Map.of(Arrays.asList(null, "x", 0L), 1L));
        run.minus(1, null, "x", 1L).flush();
        assertThat(run.failures()).isEmpty();
    }

    private static List<JoinKey> keys(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> KEY;
            case 2 -> List.of(new JoinKey(0, 0, random.nextBoolean()), new JoinKey(1, 1, random.nextBoolean()));
            default -> List.of(new JoinKey(0, 0, random.nextBoolean()));
        };
    }

    /** Fails for c = 0. */
    private static Expression oneThroughCIsOne() {
        Expression.Constant one = new Expression.Constant(1L, BIGINT);
        return call("=", new Expression.Call("/", List.of(one, new Expression.Input(2, BIGINT)), BIGINT), one);
    }

    private static Expression call(String function, Expression a, Expression b) {
        return new Expression.Call(function, List.of(a, b), BOOLEAN);
    }

    private static Plan.Join plan(JoinKind kind, List<JoinKey> keys, Optional<Expression> residual) {
        RowType type = kind == JoinKind.SEMI || kind == JoinKind.ANTI ? LEFT : BOTH;
        return new Plan.Join(L, R, kind, keys, residual, type);
    }

    /** Numbers are equal at different scales. */
    private static @Nullable Object[] row(Random random) {
        String[] numbers = {"1", "1.0", "2", "-3"};
        return new @Nullable Object[] {
            random.nextInt(4) == 0 ? null : new BigDecimal(numbers[random.nextInt(4)]),
            random.nextInt(4) == 0 ? null : "xyz".substring(random.nextInt(3)),
            random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(3)
        };
    }

    private static void recompute(
            Plan.Join plan,
            List<@Nullable Object[]> left,
            List<@Nullable Object[]> right,
            OperatorRun.Expected expected) {
        JoinKind kind = plan.kind();
        boolean pairs = kind == JoinKind.INNER || kind == JoinKind.LEFT || kind == JoinKind.FULL;
        boolean[] rightMatched = new boolean[right.size()];
        for (@Nullable Object[] l : left) {
            boolean matched = false;
            for (int i = 0; i < right.size(); i++) {
                @Nullable Object[] pair = concat(l, right.get(i));
                if (!agree(plan.keys(), l, right.get(i))) {
                    continue;
                }
                Boolean holds = holds(plan.residual(), pair);
                if (holds == null) {
                    expected.failure(pairs ? pair : l);
                } else if (holds) {
                    matched = true;
                    rightMatched[i] = true;
                    if (pairs) {
                        expected.row(pair);
                    }
                }
            }
            if (!matched && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
                expected.row(concat(l, new Object[3]));
            }
            if (kind == (matched ? JoinKind.SEMI : JoinKind.ANTI)) {
                expected.row(l);
            }
        }
        for (int i = 0; kind == JoinKind.FULL && i < right.size(); i++) {
            if (!rightMatched[i]) {
                expected.row(concat(new Object[3], right.get(i)));
            }
        }
    }

    private static boolean agree(List<JoinKey> keys, @Nullable Object[] l, @Nullable Object[] r) {
        return keys.stream()
                .allMatch(key ->
                        Values.equal(l[key.left()], r[key.right()]) && (key.nullSafe() || l[key.left()] != null));
    }

    /** Null when it fails. */
    private static @Nullable Boolean holds(Optional<Expression> residual, @Nullable Object[] pair) {
        Long c = (Long) pair[2];
        Long f = (Long) pair[5];
        if (residual.isEmpty()) {
            return true;
        }
        if (residual.get().equals(C_LESS_THAN_F)) {
            return c != null && f != null && c < f;
        }
        return c == null ? Boolean.FALSE : c == 0 ? null : (Boolean) (1 / c == 1);
    }

    private static @Nullable Object[] concat(@Nullable Object[] a, @Nullable Object[] b) {
        @Nullable Object[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
