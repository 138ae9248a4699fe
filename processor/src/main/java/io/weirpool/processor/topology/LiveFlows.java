package io.weirpool.processor.topology;

/**
 * Whether the flows of this process whose tables people read keep up with their logs; one that is being built, or kept for a
 * rollback, leaves them the machine when they do not. Thread-safe.
 */
public final class LiveFlows {
    /** A record that was not read for so long waited for a processor: reading what has just come takes a fraction. */
    private static final long OLD_MS = 200;
    /** A flow that is behind reads nothing while it commits, which takes longest when there is the least to spare. */
    private static final long REMEMBERED_MS = 1_000;

    private volatile long behindMs = Long.MIN_VALUE / 2;

    /** A record of a log was taken at {@code nowMs} by a flow that people read. */
    void taken(long appendedMs, long nowMs) {
        if (nowMs - appendedMs > OLD_MS && behindMs != nowMs) {
            behindMs = nowMs; // of a batch once: a volatile write costs more than the rest
        }
    }

    boolean areBehind(long nowMs) {
        return nowMs - behindMs < REMEMBERED_MS;
    }
}
