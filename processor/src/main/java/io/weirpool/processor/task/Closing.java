package io.weirpool.processor.task;

import io.weirpool.common.model.SqlType;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * By what a stage gives up state: a bound on the first column of its keys, made of the marks of streams. Thread-safe.
 *
 * @param type of that column; of sessions, which have their own way, of their time
 */
record Closing(SqlType type, List<Way> ways) {
    /** How the mark of a stream becomes a bound; {@code steps} give null where there is none, and then there is none. */
    record Way(Progress.Path path, List<UnaryOperator<@Nullable Object>> steps) {}

    static Closing of(Progress progress, SqlType type) {
        return new Closing(
                type,
                progress.paths().stream()
                        .map(path -> new Way(
                                path, path.steps().stream().map(Closing::step).toList()))
                        .toList());
    }

    private static UnaryOperator<@Nullable Object> step(Progress.Step step) {
        if (step instanceof Progress.Shift shift) {
            return value -> shifted(value, shift.micros());
        }
        RowFunction function =
                ExpressionCompiler.compile(Optional.empty(), List.of(((Progress.Mapped) step).expression()));
        return value -> mapped(value, function);
    }

    private static @Nullable Object shifted(@Nullable Object value, long micros) {
        if (value == null) {
            return null;
        }
        long shifted = (Long) value + micros;
        boolean overflow = micros < 0 ? shifted > (Long) value : shifted < (Long) value;
        return overflow ? null : (Object) shifted;
    }

    private static @Nullable Object mapped(@Nullable Object value, RowFunction function) {
        try {
            @Nullable Object[] made = value == null ? null : function.apply(new Object[] {value});
            return made == null ? null : made[0];
        } catch (ExpressionFailure outOfRange) {
            return null; // nothing is closed by a time that has no such value
        }
    }

    /** What later changes are not below; null while that is not known. */
    @Nullable Object bound(Marks marks) {
        Object least = null;
        for (Way way : ways) {
            Object value = value(way, marks);
            if (value == null) {
                return null;
            }
            least = least == null || isLess(value, least) ? value : least;
        }
        return least;
    }

    private static @Nullable Object value(Way way, Marks marks) {
        long mark = marks.of(way.path().source());
        Object value = mark == EventClock.NEVER ? null : (Object) mark;
        for (UnaryOperator<@Nullable Object> step : way.steps()) {
            value = step.apply(value);
        }
        return value;
    }

    /** Times are Longs, dates Integers. */
    static boolean isLess(Object a, Object b) {
        return ((Number) a).longValue() < ((Number) b).longValue();
    }
}
