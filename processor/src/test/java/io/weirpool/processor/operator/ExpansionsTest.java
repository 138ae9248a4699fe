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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionsTest {
    private static final SqlType TIMESTAMP = SqlType.of(TypeKind.TIMESTAMP);

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
    void functionsGiveTheirRowsSideBySide() {
        assertThat(rows(2L, 3L, false, false)).containsExactly(row(1L, 1L), row(2L, 2L), row(null, 3L));
        assertThat(rows(2L, null, false, false)).containsExactly(row(1L, null), row(2L, null));
        assertThat(rows(0L, null, false, false)).isEmpty();
    }

    @Test
    void rowsAreNumberedFromOne() {
        assertThat(rows(1L, 2L, true, false)).containsExactly(row(1L, 1L, 1L), row(null, 2L, 2L));
    }

    @Test
    void outerRowWithoutAnyIsOneOfNulls() {
        assertThat(rows(0L, null, true, true)).containsExactly(row(null, null, null));
        assertThat(rows(1L, null, true, true)).containsExactly(row(1L, null, 1L));
    }

    @Test
    void rowOfWhichTooManyAreMadeIsAFailureAndGivesNone() {
        List<@Nullable Object[]> given = new ArrayList<>();
        assertThatThrownBy(() -> series(false, false).expand(new Object[] {Long.MAX_VALUE, 1L}, given::add))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessage("generate_series gives more than 1000000 rows");
        assertThat(given).isEmpty();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** {@code generate_series(1, a)} beside {@code generate_series(1, b)}. */
    private static List<List<@Nullable Object>> rows(
            @Nullable Long a, @Nullable Long b, boolean ordinality, boolean outer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        series(ordinality, outer)
                .expand(
                        new @Nullable Object[] {a, b},
                        made -> rows.add(Arrays.asList(made).subList(2, made.length)));
        return rows;
    }

    private static RowExpansion series(boolean ordinality, boolean outer) {
        SqlType type = SqlType.of(TypeKind.BIGINT);
        RowType input = RowType.of(Column.of("a", type), Column.of("b", type));
        Plan.Scan scan = new Plan.Scan(new Name("s"), List.of(), input, false);
        List<Expression.Call> calls = List.of(series(0, type), series(1, type));
        return Expansions.of(new Plan.Expand(scan, new Generator.Functions(calls, ordinality, outer), input));
    }

    private static Expression.Call series(int column, SqlType type) {
        return new Expression.Call(
                "generate_series",
                List.of(new Expression.Constant(1L, type.notNull()), new Expression.Input(column, type)),
                type);
    }

    @Test
    void sliceIsTheLongestStretchOfTimeInTheSameWindows() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            boolean cumulative = random.nextBoolean();
            long slide = 1 + random.nextInt(6);
            long size = cumulative ? slide * (2 + random.nextInt(4)) : slide + 1 + random.nextInt(12);
            long offset = random.nextInt(30) - 15;
            for (long time = -30; time < 30; time++) {
                List<List<Object>> bounds = bounds(time, size, slide, offset, cumulative);
                long start = slice(time, size, slide, offset, cumulative);
                assertThat(start).isLessThanOrEqualTo(time);
                assertThat(bounds(start, size, slide, offset, cumulative)).isEqualTo(bounds);
                assertThat(bounds(start - 1, size, slide, offset, cumulative)).isNotEqualTo(bounds);
            }
        }
    }

    @Test
    void sliceOfWindowsBeyondAllTimeIsAFailureAndNoTimeHasNone() {
        assertThatThrownBy(() -> slices(Long.MAX_VALUE, 10, 5, 0, false)).isInstanceOf(ExpressionFailure.class);
        assertThatThrownBy(() -> slices(Long.MIN_VALUE + 4, 10, 5, 0, false)).isInstanceOf(ExpressionFailure.class);
        assertThatThrownBy(() -> slices(Long.MAX_VALUE, 10, 5, 0, true)).isInstanceOf(ExpressionFailure.class);
        assertThat(slices(null, 10, 5, 0, false)).isEmpty();
    }

    private static long slice(long time, long size, long slide, long offset, boolean cumulative) {
        List<List<Object>> slices = slices(time, size, slide, offset, cumulative);
        assertThat(slices).hasSize(1);
        assertThat(slices.get(0).get(1)).isEqualTo(slices.get(0).get(2));
        return (Long) slices.get(0).get(1);
    }

    private static List<List<Object>> bounds(long time, long size, long slide, long offset, boolean cumulative) {
        return windows(time, size, slide, offset, cumulative).stream()
                .map(row -> row.subList(1, 3))
                .toList();
    }

    @Test
    void cumulativeWindowsShareTheirStart() {
        assertThat(windows(7L, 10, 5, 0, true)).containsExactly(List.of(7L, 0L, 10L));
        assertThat(windows(-10L, 10, 5, 0, true)).containsExactly(List.of(-10L, -10L, -5L), List.of(-10L, -10L, 0L));
        assertThat(windows(5L, 10, 5, 1, true)).containsExactly(List.of(5L, 1L, 6L), List.of(5L, 1L, 11L));
        assertThatThrownBy(() -> windows(Long.MAX_VALUE, 10, 5, 0, true)).isInstanceOf(ExpressionFailure.class);
    }

    private static List<List<Object>> windows(@Nullable Long time, long size, long slide, long offset) {
        return windows(time, size, slide, offset, false);
    }

    private static List<List<Object>> windows(
            @Nullable Long time, long size, long slide, long offset, boolean cumulative) {
        return rows(Expansions.of(plan(size, slide, offset, cumulative)), time);
    }

    private static List<List<Object>> slices(
            @Nullable Long time, long size, long slide, long offset, boolean cumulative) {
        return rows(Expansions.slices(plan(size, slide, offset, cumulative)), time);
    }

    private static Plan.Expand plan(long size, long slide, long offset, boolean cumulative) {
        RowType type = RowType.of(Column.of("t", TIMESTAMP));
        Generator generator =
                new Generator.Windows(new Expression.Input(0, TIMESTAMP), size, slide, offset, cumulative);
        RowType windows =
                RowType.of(type.column(0), Column.of("window_start", TIMESTAMP), Column.of("window_end", TIMESTAMP));
        return new Plan.Expand(new Plan.Scan(new Name("s"), List.of(), type, false), generator, windows);
    }

    private static List<List<Object>> rows(RowExpansion expansion, @Nullable Long time) {
        List<List<Object>> rows = new ArrayList<>();
        expansion.expand(new @Nullable Object[] {time}, made -> rows.add(Arrays.asList(made)));
        return rows;
    }
}
