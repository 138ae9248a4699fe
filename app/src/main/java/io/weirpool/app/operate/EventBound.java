package io.weirpool.app.operate;

import io.weirpool.common.model.Name;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Progress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a column can be at least and at most that is made of a time of a stream, in the column's own unit. */
final class EventBound {
    private final Name source;
    private final List<Way> ways;

    /** One step; {@code spread} is added for the most. */
    private interface Way {
        @Nullable Object apply(Object value, boolean most);
    }

    private EventBound(Name source, List<Way> ways) {
        this.source = source;
        this.ways = ways;
    }

    /** Empty when a value can be later by any span. */
    static Optional<EventBound> of(Progress.Path path) {
        boolean open = path.steps().stream()
                .anyMatch(step -> step instanceof Progress.Shift shift && shift.spread() == Progress.Shift.UNBOUNDED);
        return open
                ? Optional.empty()
                : Optional.of(new EventBound(
                        path.source(),
                        path.steps().stream().map(EventBound::way).toList()));
    }

    private static Way way(Progress.Step step) {
        if (step instanceof Progress.Shift shift) {
            return (value, most) ->
                    Math.addExact((Long) value, most ? shift.micros() + shift.spread() : shift.micros());
        }
        RowFunction function =
                ExpressionCompiler.compile(Optional.empty(), List.of(((Progress.Mapped) step).expression()));
        return (value, most) -> {
            @Nullable Object[] made = function.apply(new Object[] {value});
            return made == null ? null : made[0];
        };
    }

    Name source() {
        return source;
    }

    /** Of a time and of later ones; empty where there is no such value. */
    OptionalLong least(long micros) {
        return value(micros, false);
    }

    /** Of a time and of earlier ones; empty where there is no such value. */
    OptionalLong most(long micros) {
        return value(micros, true);
    }

    private OptionalLong value(long micros, boolean most) {
        Object value = micros;
        try {
            for (Way way : ways) {
                Object next = way.apply(value, most);
                if (next == null) {
                    return OptionalLong.empty();
                }
                value = next;
            }
        } catch (ExpressionFailure | ArithmeticException outOfRange) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(((Number) value).longValue());
    }
}
