package io.weirpool.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.metrics.MetricNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells partitions of a log that have had no row for a while how far the stream's time has come, so that they do not hold
 * all windows open. Knows the rows that this process took in since it started. Thread-safe.
 */
public final class Ticks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    /* Shorter would write ticks between the rows of a slow stream, longer would keep who waits for a window waiting. */
    static final Duration IDLE = Duration.ofMillis(500);

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final long NEVER = Long.MIN_VALUE;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Writer writer;
    private final MeterRegistry metrics;
    private final Map<String, Log> logs = new HashMap<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ingest-ticks");
        thread.setDaemon(true);
        return thread;
    });

    /** Writes a tick. */
    @FunctionalInterface
    interface Writer {
        /** {@code written} runs when it is in the log; it may never run. */
        void tick(String log, int partition, long micros, Runnable written);
    }

    private static final class Log {
        private final Source source;
        private final long[] reached;
        private final long[] lastNanos;
        private long greatest = NEVER;

        Log(Source source) {
            this.source = source;
            this.reached = new long[source.partitions()];
            this.lastNanos = new long[source.partitions()];
            Arrays.fill(reached, NEVER);
        }
    }

    Ticks(Writer writer, MeterRegistry metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Writes ticks from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // each beat catches whatever happens to it
    public static Ticks start(CommandPublisher publisher, MeterRegistry metrics) {
        Ticks ticks = new Ticks(publisher::tick, metrics);
        ticks.scheduler.scheduleWithFixedDelay(
                ticks::beatSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return ticks;
    }

    /** Commands that are in the log. */
    public void appended(Source source, String log, List<Command> commands) {
        if (source.watermark() != null) {
            appended(source, source.watermark(), log, commands, System.nanoTime(), System.currentTimeMillis());
        }
    }

    synchronized void appended(
            Source source, Watermark watermark, String log, List<Command> commands, long nowNanos, long nowMillis) {
        Log known = logs.computeIfAbsent(log, l -> new Log(source));
        for (Command command : commands) {
            known.lastNanos[command.partition()] = nowNanos;
            Long time = command.time();
            // What is farther ahead moves no watermark, see the source task.
            if (time != null && time - watermark.aheadMicros() <= nowMillis * MICROS_PER_MILLI) {
                known.reached[command.partition()] = Math.max(known.reached[command.partition()], time);
                known.greatest = Math.max(known.greatest, time);
            }
        }
    }

    private void beatSafely() {
        try {
            beat(System.nanoTime());
        } catch (RuntimeException e) { // a scheduled task that throws would be the last
            LOG.warn("ticks could not be written", e);
        }
    }

    /** Writes the ticks that are due; not under the lock, which the producer's thread needs to go on. */
    void beat(long nowNanos) {
        due(nowNanos).forEach(Runnable::run);
    }

    private synchronized List<Runnable> due(long nowNanos) {
        List<Runnable> due = new ArrayList<>();
        logs.forEach((name, log) -> {
            for (int p = 0; p < log.reached.length; p++) {
                if (nowNanos - log.lastNanos[p] >= IDLE.toNanos() && log.reached[p] < log.greatest) {
                    log.lastNanos[p] = nowNanos; // tried again after a while when it does not arrive
                    int partition = p;
                    long micros = log.greatest;
                    due.add(() -> writer.tick(name, partition, micros, () -> written(log, partition, micros)));
                }
            }
        });
        return due;
    }

    private synchronized void written(Log log, int partition, long micros) {
        log.reached[partition] = Math.max(log.reached[partition], micros);
        metrics.counter(
                        MetricNames.TICKS,
                        MetricNames.TAG_SOURCE,
                        log.source.name().value())
                .increment();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
