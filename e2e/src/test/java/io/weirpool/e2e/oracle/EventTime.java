package io.weirpool.e2e.oracle;

import io.weirpool.e2e.simulation.LateRows;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a stream says that its rows come.
 *
 * @param column a TIMESTAMP
 * @param appended when all of its rows were appended to the log
 */
record EventTime(String column, Duration delay, LocalDateTime appended) {
    String watermark() {
        return "WATERMARK FOR %1$s AS %1$s - INTERVAL '%2$d' SECOND".formatted(column, delay.toSeconds());
    }

    long appendedMillis() {
        return appended.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** The model of what is late in a log of so many partitions; an hour ahead is a mistake. */
    LateRows model(int partitions) {
        return new LateRows(partitions, delay, appended.plusHours(1));
    }

    static boolean isInTime(Command command, EventTime time, LateRows model) {
        Object at = command.row() == null ? null : command.row().get(time.column);
        return model.isInTime(command.partition(), time(at));
    }

    private static @Nullable LocalDateTime time(@Nullable Object at) {
        return at == null ? null : LocalDateTime.parse(at.toString());
    }
}
