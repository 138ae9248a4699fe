package io.weirpool.bench.load;

import io.weirpool.bench.process.Postgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A reader of PostgreSQL that looks every few milliseconds which of the accepted commands it can see by now, with one query
 * for all of them. A time is that of the answer to a look, so it is too long by at most {@link Seen#preciseMicros()}: the
 * time since the look before, which did not see it yet, was sent.
 */
public final class Sightings implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private record Accepted(long id, long nanos) {}

    /**
     * What was seen.
     *
     * @param micros from the answer of a command until it could be read
     * @param preciseMicros by how much each of them may be too long
     * @param missing commands that were not seen to the end
     */
    public record Seen(Histogram micros, Histogram preciseMicros, int missing) {
        public double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }

        public double maxMillis() {
            return micros.getMaxValue() / 1_000.0;
        }

        /** What 99 % of the times are at most too long by. */
        public double preciseMillis() {
            return preciseMicros.getValueAtPercentile(99) / 1_000.0;
        }
    }

    private final Connection connection;
    private final String query;
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "bench-sightings");
    private final Map<Long, Long> pending = new HashMap<>();
    private final Histogram micros = new Histogram(MICROS_MAX, DIGITS);
    private final Histogram precise = new Histogram(MICROS_MAX, DIGITS);
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopped;
    private volatile @Nullable Exception failure;

    private Sightings(Connection connection, String query) {
        this.connection = connection;
        this.query = query;
    }

    /** @param query takes an array of BIGINT and gives those of it that can be read */
    public static Sightings start(Postgres.Database database, String query) throws SQLException {
        Sightings started = new Sightings(database.connect(), query);
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    /** From now on it is looked for. Any thread; does not wait. */
    public void accepted(long id, long nanos) {
        open.incrementAndGet();
        accepted.add(new Accepted(id, nanos));
    }

    private void run() {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            long before = System.nanoTime();
            while (!stopped) {
                long sent = System.nanoTime();
                take();
                if (!pending.isEmpty()) {
                    look(statement, before);
                }
                before = sent;
                Thread.sleep(BETWEEN.toMillis());
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        for (Accepted next = accepted.poll(); next != null; next = accepted.poll()) {
            pending.put(next.id, next.nanos);
        }
    }

    private void look(PreparedStatement statement, long before) throws SQLException {
        Array ids = connection.createArrayOf("int8", pending.keySet().toArray());
        statement.setArray(1, ids);
        try (ResultSet rows = statement.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                Long since = pending.remove(rows.getLong(1));
                if (since != null) {
                    open.decrementAndGet();
                    record(micros, now - since);
                    record(precise, now - Math.max(before, since));
                }
            }
        }
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(MICROS_MAX, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    /** Waits until all that was accepted has been seen, or time is up, and ends. */
    public Seen finish(Duration atMost) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (open.get() > 0 && failure == null && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN.toMillis());
        }
        close();
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the reader failed", failed);
        }
        return new Seen(micros, precise, open.get());
    }

    @Override
    public void close() throws SQLException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
