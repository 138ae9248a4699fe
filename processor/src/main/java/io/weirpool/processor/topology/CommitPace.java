package io.weirpool.processor.topology;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * When the tasks of a flow commit, so that all of them do it together: soon while the flow keeps up, as somebody waits for
 * each row; seldom while it works off a backlog or stands by, as each commit then only costs (Kafka Streams' own interval,
 * which is the long one, does that). Between the end of a commit and the next there is time to work: a thread whose commits
 * take longer than the interval would else commit after each record, and read its logs when nothing is left to commit. Thread-safe.
 */
public final class CommitPace {
    /** A record that lay in its log for longer was waited for by nobody, or has been given up. */
    private static final long BACKLOG_AGE_MS = 1_000;
    /** So long after the last old record the flow has caught up. */
    private static final long CAUGHT_UP_MS = 500;

    private final long soonMs;
    private final BooleanSupplier standsBy;
    private volatile long lastMs;
    private volatile long behindMs = Long.MIN_VALUE / 2;

    /**
     * A pace.
     *
     * @param soon time from the end of a commit to the next of a flow that keeps up
     * @param standsBy whether nobody waits for its rows
     */
    public CommitPace(Duration soon, BooleanSupplier standsBy) {
        this.soonMs = soon.toMillis();
        this.standsBy = standsBy;
    }

    /** A record of a log was taken at {@code nowMs}. */
    void taken(long appendedMs, long nowMs) {
        if (nowMs - appendedMs > BACKLOG_AGE_MS && behindMs != nowMs) {
            behindMs = nowMs; // of a batch once: a volatile write costs more than the rest
        }
    }

    /** A commit begins or has ended. */
    public void committed(long nowMs) {
        lastMs = nowMs;
    }

    /** Whether Kafka Streams' own interval is soon enough. */
    boolean isSeldom(long nowMs) {
        return standsBy.getAsBoolean() || nowMs - behindMs < CAUGHT_UP_MS;
    }

    /** Milliseconds until a task with something to commit may do so; 0 or less: now. */
    long untilNext(long nowMs) {
        return soonMs - Math.max(0, nowMs - lastMs); // a clock may be set back
    }
}
