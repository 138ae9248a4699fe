package io.weirpool.sink;

import java.time.Duration;

/**
 * When to try again what has failed: after 100 ms, then twice as long each time, at most 5 s. Five seconds is how late
 * a person who has mended the database sees it go on.
 *
 * @param failures in a row
 * @param notBeforeNanos {@link System#nanoTime()}
 */
record BackOff(int failures, long notBeforeNanos) {
    static final BackOff NONE = new BackOff(0, Long.MIN_VALUE);

    private static final long FIRST_MS = 100;
    private static final long SOON_MS = 20;
    private static final long LAST_MS = 5_000;

    /** Something that takes a moment is in the way. */
    static BackOff soon(long nowNanos) {
        return new BackOff(1, nowNanos + Duration.ofMillis(SOON_MS).toNanos());
    }

    BackOff failed(long nowNanos) {
        long delayMs = Math.min(FIRST_MS << Math.min(failures, 10), LAST_MS);
        return new BackOff(failures + 1, nowNanos + Duration.ofMillis(delayMs).toNanos());
    }

    boolean isOver(long nowNanos) {
        return failures == 0 || nowNanos - notBeforeNanos >= 0;
    }
}
