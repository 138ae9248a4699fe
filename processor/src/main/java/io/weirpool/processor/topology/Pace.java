package io.weirpool.processor.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds a flow back that nobody reads yet or any more, so that it leaves others their share of the machine: while it is being
 * built no more records a second than the operator said; then, and while it stands by for a rollback, a quarter of the time
 * while live flows of the same process are behind. Shared by all its tasks in a process; a task that waits does so in its
 * thread, for {@link #REST_NANOS_MAX} or a record's time at most.
 */
public final class Pace {
    /** Shorter turns cost more in waking up than they give. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** So many times as long as it has worked it rests. */
    private static final int REST = 3;
    /** Far below what a group waits for a member. */
    static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * So long after its last record before an end a flow is still being built: partitions come to their ends one by one, and the
     * first would else make it leave the machine to itself. Longer than a throttled one is in the other partitions.
     */
    private static final long BUILT_MS = 5_000;

    private final long nanosPerRecord;
    private final Map<String, List<Long>> ends;
    private final LiveFlows live;
    private final Clock clock;
    private volatile boolean standsBy;
    private volatile long buildingMs = Long.MIN_VALUE / 2;
    private long nextNanos;
    private long restNanos;

    /** Time, and waiting for it. */
    interface Clock {
        Clock SYSTEM = new Clock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        };

        long nanos();

        void sleep(long nanos) throws InterruptedException;
    }

    /**
     * A pace.
     *
     * @param recordsPerSecondMax of all logs together; 0 for no limit
     * @param ends of each partition of each log, by topic: from there on there is no limit, and the flow is live
     * @param live of this process
     */
    public Pace(int recordsPerSecondMax, Map<String, List<Long>> ends, LiveFlows live) {
        this(recordsPerSecondMax, ends, live, Clock.SYSTEM);
    }

    Pace(int recordsPerSecondMax, Map<String, List<Long>> ends, LiveFlows live, Clock clock) {
        this.clock = clock;
        this.nextNanos = clock.nanos();
        this.restNanos = nextNanos;
        this.nanosPerRecord = recordsPerSecondMax == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / recordsPerSecondMax;
        this.ends = ends;
        this.live = live;
    }

    /** No limit, and nobody to leave anything to. */
    static Pace none() {
        return new Pace(0, Map.of(), new LiveFlows());
    }

    /** Whether no more than so many records a second are worked on while the flow is being built. */
    public boolean isThrottled() {
        return nanosPerRecord > 0;
    }

    /**
     * Whether it is only kept up to date for a rollback. From one thread.
     *
     * @return whether that is new
     */
    public boolean standBy(boolean now) {
        boolean before = standsBy;
        standsBy = now;
        return before != now;
    }

    /** Whether it is. */
    public boolean standsBy() {
        return standsBy;
    }

    /**
     * Returns when a record may be worked on.
     *
     * @param appendedMs when the log took it
     * @param nowMs when it was read
     */
    void await(String log, int partition, long offset, long appendedMs, long nowMs) {
        boolean isBuilt = !isBeforeEnd(log, partition, offset);
        if (!isBuilt) {
            if (buildingMs != nowMs) {
                buildingMs = nowMs; // of a batch once: a volatile write costs more than the rest
            }
        } else if (!standsBy) {
            if (nowMs - buildingMs >= BUILT_MS) {
                live.taken(appendedMs, nowMs);
            }
            return;
        }
        long wait = isBuilt || nanosPerRecord == 0 ? 0 : take();
        if (live.areBehind(nowMs)) {
            wait = Math.max(wait, rest());
        }
        if (wait > 0) {
            try {
                clock.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the flow is being stopped
            }
        }
    }

    private boolean isBeforeEnd(String log, int partition, long offset) {
        List<Long> ofLog = ends.getOrDefault(log, List.of());
        return partition < ofLog.size() && offset < ofLog.get(partition);
    }

    /** How long to wait, in nanoseconds; time in which nothing came is not saved up. */
    private synchronized long take() {
        long now = clock.nanos();
        nextNanos = Math.max(nextNanos, now - nanosPerRecord) + nanosPerRecord;
        return nextNanos - now;
    }

    /** How long it is until all tasks have rested, in nanoseconds; 0 in the middle of a turn. */
    private synchronized long rest() {
        long now = clock.nanos();
        long worked = now - restNanos;
        if (worked >= TURN_NANOS) {
            restNanos = now + Math.min(REST * worked, REST_NANOS_MAX);
        }
        return Math.max(0, restNanos - now);
    }
}
