package io.weirpool.processor.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds a flow back while it is being built, so that a rebuild leaves others their share of the machine. Shared by all
 * its tasks in a process; a task that waits does so in its thread, for a record's time at most.
 */
public final class Pace {
    /** No limit. */
    public static final Pace NONE = new Pace(0, Map.of());

    private final long nanosPerRecord;
    private final Map<String, List<Long>> ends;
    private final Clock clock;
    private long nextNanos;

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
     * @param ends of each partition of each log, by topic: from there on there is no limit
     */
    public Pace(int recordsPerSecondMax, Map<String, List<Long>> ends) {
        this(recordsPerSecondMax, ends, Clock.SYSTEM);
    }

    Pace(int recordsPerSecondMax, Map<String, List<Long>> ends, Clock clock) {
        this.clock = clock;
        this.nextNanos = clock.nanos();
        this.nanosPerRecord = recordsPerSecondMax == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / recordsPerSecondMax;
        this.ends = ends;
    }

    /** Returns when the record may be worked on. */
    void await(String log, int partition, long offset) {
        if (nanosPerRecord == 0 || !isBeforeEnd(log, partition, offset)) {
            return;
        }
        long wait = take();
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
}
