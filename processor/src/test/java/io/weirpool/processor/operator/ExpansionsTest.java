package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionsTest {
    private static final SqlType TIMESTAMP = SqlType.of(TypeKind.TIMESTAMP);
    private static final SqlType INTEGER = SqlType.of(TypeKind.INTEGER);
    private static final SqlType NUMERIC = SqlType.of(TypeKind.DECIMAL);

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 0", "10, 10", "-1, -10", "-10, -10", "-11, -20"})
    void timeIsInOneTumblingWindow(long time, long start) {
        assertThat(windows(time, 10, 10, 0)).containsExactly(List.of(time, start, start + 10));
    }

    @Test
    void timeIsInAllHoppingWindowsThatSpanItEarliestFirst() {
        assertThat(windows(7L, 10, 3, 1))
                .containsExactly(
                        List.of(7L, -2L, 8L), List.of(7L, 1L, 11L), List.of(7L, 4L, 14L), List.of(7L, 7L, 17L));
    }

    @Test
    void timeBetweenWindowsAndNoTimeAreInNone() {
        assertThat(windows(7L, 5, 10, 0)).isEmpty();
        assertThat(windows(4L, 5, 10, 0)).hasSize(1);
        assertThat(windows(null, 5, 10, 0)).isEmpty();
    }

    @Test
    void windowsAreThoseThatTheDefinitionNames() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            long time = random.nextInt(60) - 30;
            long size = 1 + random.nextInt(12);
            long slide = 1 + random.nextInt(12);
            long offset = random.nextInt(30) - 15;
            List<List<Object>> expected = new ArrayList<>();
            for (long start = time - size + 1; start <= time; start++) {
                if (Math.floorMod(start - offset, slide) == 0) {
                    expected.add(List.of(time, start, start + size));
                }
            }
            assertThat(windows(time, size, slide, offset)).isEqualTo(expected);
        }
    }

    @Test
    void windowBeyondAllTimeIsAFailure() {
        assertThatThrownBy(() -> windows(Long.MAX_VALUE, 10, 10, 0)).isInstanceOf(ExpressionFailure.class);
    }

    @Test
    void seriesIncludesItsEndWhenAStepMeetsIt() {
        assertThat(series(INTEGER, 1, 3, null)).containsExactly(1, 2, 3);
        assertThat(series(INTEGER, 1, 6, 2)).containsExactly(1, 3, 5);
        assertThat(series(INTEGER, 3, 1, -1)).containsExactly(3, 2, 1);
        assertThat(series(INTEGER, 3, 1, null)).isEmpty();
        assertThat(series(INTEGER, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 5)).containsExactly(Integer.MAX_VALUE - 1);
        assertThat(series(TIMESTAMP, -5L, 5L, 5L)).containsExactly(-5L, 0L, 5L);
        assertThat(series(NUMERIC, new BigDecimal("1"), new BigDecimal("2"), new BigDecimal("0.5")))
                .containsExactly(new BigDecimal("1"), new BigDecimal("1.5"), new BigDecimal("2.0"));
    }

    @Test
    void seriesWithNullHasNoValues() {
        assertThat(series(INTEGER, null, 3, null)).isEmpty();
        assertThat(series(INTEGER, 1, null, 1)).isEmpty();
    }

    @Test
    void seriesWithoutEndIsAFailure() {
        assertThatThrownBy(() -> series(INTEGER, 1, 2, 0)).hasMessage("step size cannot equal zero");
        assertThatThrownBy(() -> series(INTEGER, 1, Integer.MAX_VALUE, 1))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining("more than 100000 values");
    }

    private static List<List<Object>> windows(@Nullable Long time, long size, long slide, long offset) {
        RowType type = RowType.of(Column.of("t", TIMESTAMP));
        Generator generator = new Generator.Windows(new Expression.Input(0, TIMESTAMP), size, slide, offset);
        RowType windows =
                RowType.of(type.column(0), Column.of("window_start", TIMESTAMP), Column.of("window_end", TIMESTAMP));
        return expand(type, generator, windows, new @Nullable Object[] {time});
    }

    private static List<Object> series(
            SqlType type, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
        SqlType stepType = type.kind() == TypeKind.TIMESTAMP ? SqlType.of(TypeKind.BIGINT) : type;
        RowType input = RowType.of(Column.of("a", type), Column.of("b", type), Column.of("c", stepType));
        Generator generator = new Generator.Series(
                new Expression.Input(0, type),
                new Expression.Input(1, type),
                step == null ? Optional.empty() : Optional.of(new Expression.Input(2, stepType)));
        RowType output = RowType.of(input.column(0), input.column(1), input.column(2), Column.of("value", type));
        return expand(input, generator, output, new @Nullable Object[] {from, to, step}).stream()
                .map(row -> row.get(3))
                .toList();
    }

    private static List<List<Object>> expand(
            RowType input, Generator generator, RowType output, @Nullable Object[] row) {
        Plan.Scan scan = new Plan.Scan(new Name("s"), List.of(), input, false);
        List<List<Object>> rows = new ArrayList<>();
        Expansions.of(new Plan.Expand(scan, generator, output)).expand(row, made -> rows.add(Arrays.asList(made)));
        return rows;
    }
}
