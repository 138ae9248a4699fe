package io.weirpool.e2e.simulation;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What is late in a log, in plain code that knows nothing but partitions. Rows are asked about once, in the log's order. */
public final class LateRows {
    private final LocalDateTime[] greatest;
    private final Duration delay;
    private final LocalDateTime latest;

    /** @param latest a row with a time after it is taken for a mistake */
    public LateRows(int partitions, Duration delay, LocalDateTime latest) {
        this.greatest = new LocalDateTime[partitions];
        this.delay = delay;
        this.latest = latest;
    }

    /** Whether the row counts; one without a time does. */
    public boolean isInTime(int partition, @Nullable LocalDateTime at) {
        LocalDateTime before = greatest[partition];
        boolean ahead = at != null && at.isAfter(latest);
        if (at == null || ahead) {
            return !ahead;
        }
        if (before == null || at.isAfter(before)) {
            greatest[partition] = at;
        }
        return before == null || !at.isBefore(before.minus(delay));
    }

    /** No row from before comes in any partition; null when a partition has had none. */
    public @Nullable LocalDateTime mark() {
        LocalDateTime least = null;
        for (LocalDateTime one : greatest) {
            if (one == null) {
                return null;
            }
            least = least == null || one.isBefore(least) ? one : least;
        }
        return least == null ? null : least.minus(delay);
    }
}
