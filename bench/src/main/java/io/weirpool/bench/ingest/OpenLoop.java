package io.weirpool.bench.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends posts at their due times over so many connections, in one thread. A post that finds none free waits, and the wait
 * is part of its latency.
 */
final class OpenLoop {
    /** As many as there are connections, one after the other: what the server can do. */
    static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    /** Those still on their way at the end. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final String NONE = "none";
    private static final long LATENCY_MAX_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    private final Selector selector;
    private final Posts posts;
    private final double perSecond;
    private final Deque<Wire> free = new ArrayDeque<>();
    private final List<Wire> all = new ArrayList<>();
    private final Histogram normal = new Histogram(LATENCY_MAX_MICROS, DIGITS);
    private long right;
    private final Map<String, Long> wrong = new TreeMap<>();
    private long rows;
    private long next;
    private long startNanos;

    private OpenLoop(Selector selector, InetSocketAddress server, Posts posts, double perSecond, int connections) {
        this.selector = selector;
        this.posts = posts;
        this.perSecond = perSecond;
        for (int i = 0; i < connections; i++) {
            Wire wire = new Wire(server, selector);
            all.add(wire);
            free.add(wire);
        }
    }

    /**
     * What came of it.
     *
     * @param asked posts that were due
     * @param right posts with the answer that is right for their kind, within the time and a little
     * @param wrong how often there was another answer, by status; {@code none} where there was none
     * @param rows of the right ones
     * @param micros latencies of the normal posts
     */
    record Result(long asked, long right, Map<String, Long> wrong, long rows, double seconds, Histogram micros) {
        double perSecond() {
            return right / seconds;
        }

        double rowsPerSecond() {
            return rows / seconds;
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    static Result run(InetSocketAddress server, Posts posts, double perSecond, Duration time, int connections)
            throws IOException {
        try (Selector selector = Selector.open()) {
            OpenLoop loop = new OpenLoop(selector, server, posts, perSecond, connections);
            Result result = loop.run(time.toNanos());
            loop.all.forEach(Wire::close);
            return result;
        }
    }

    private Result run(long timeNanos) throws IOException {
        startNanos = System.nanoTime();
        long end = startNanos + timeNanos;
        long last = end + GRACE.toNanos();
        long now = startNanos;
        while (now < end || (free.size() < all.size() && now < last)) {
            sendDue(now, end);
            select(now);
            now = System.nanoTime();
        }
        if (free.size() < all.size()) {
            wrong.merge(NONE, (long) all.size() - free.size(), Long::sum);
        }
        double seconds = (Math.max(now, end) - startNanos) / 1e9;
        return new Result(next, right, wrong, rows, seconds, normal);
    }

    private long due(long number, long now) {
        return perSecond == AS_FAST_AS_POSSIBLE ? now : startNanos + (long) (number * 1e9 / perSecond);
    }

    private void sendDue(long now, long end) throws IOException {
        long due = due(next, now);
        while (due <= now && due < end && !free.isEmpty()) {
            free.remove().send(posts.shot(next), due);
            next++;
            due = due(next, now);
        }
    }

    private void select(long now) throws IOException {
        long untilDue = TimeUnit.NANOSECONDS.toMillis(due(next, now + TimeUnit.SECONDS.toNanos(1)) - now);
        selector.select(free.isEmpty() ? 100 : Math.max(1, Math.min(100, untilDue)));
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.attachment() instanceof Wire wire) {
                int status = wire.ready();
                if (status != 0) {
                    answered(wire, status);
                }
            }
        }
    }

    private void answered(Wire wire, int status) {
        Shot shot = wire.shot();
        if (shot.kind().isRight(status)) {
            right++;
            rows += shot.rows();
            if (shot.kind() == Shot.Kind.NORMAL) {
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - wire.dueNanos());
                normal.recordValue(Math.min(LATENCY_MAX_MICROS, Math.max(0, micros)));
            }
        } else {
            wrong.merge(status < 0 ? NONE : Integer.toString(status), 1L, Long::sum);
        }
        free.add(wire);
    }
}
