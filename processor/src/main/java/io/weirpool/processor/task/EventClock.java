package io.weirpool.processor.task;

import io.weirpool.common.catalog.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * The time of one partition of a stream's log, which is that of its rows: the greatest of those that came before says
 * whether a row is late. So whoever reads the partition again finds the same rows late.
 *
 * <p>A row that is farther ahead of its append to the log than declared moves nothing: one wrong clock would make all
 * others late.
 */
final class EventClock {
    /** No row has had a time. */
    static final long NEVER = Long.MIN_VALUE;

    private static final long MICROS_PER_MILLI = 1_000;

    private final Watermark watermark;
    private long greatest;

    /** What is to be said of a row. Closed. */
    enum Verdict {
        IN_TIME,
        LATE,
        AHEAD
    }

    /** {@code greatest}: what {@link #greatest()} said before; {@link #NEVER} at the start. */
    EventClock(Watermark watermark, long greatest) {
        this.watermark = watermark;
        this.greatest = greatest;
    }

    /** Judges a row by those before it, then counts it among them. */
    Verdict take(@Nullable Object[] row, long appendedMillis) {
        Long time = (Long) row[watermark.column()];
        return time == null ? Verdict.IN_TIME : take(time, appendedMillis);
    }

    /** The same of a time without a row. */
    Verdict take(long time, long appendedMillis) {
        if (isAhead(time, appendedMillis)) {
            return Verdict.AHEAD;
        }
        boolean late = time < mark();
        greatest = Math.max(greatest, time);
        return late ? Verdict.LATE : Verdict.IN_TIME;
    }

    private boolean isAhead(long time, long appendedMillis) {
        long appended = appendedMillis * MICROS_PER_MILLI;
        return time > appended && Long.compareUnsigned(time - appended, watermark.aheadMicros()) > 0;
    }

    long greatest() {
        return greatest;
    }

    /** No row that is in time, from now on, is below this. */
    long mark() {
        return greatest < NEVER + watermark.delayMicros() ? NEVER : greatest - watermark.delayMicros();
    }

    Watermark watermark() {
        return watermark;
    }
}
