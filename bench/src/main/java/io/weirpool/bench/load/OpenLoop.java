package io.weirpool.bench.load;

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
 * Sends requests at their due times over so many connections, in one thread. One that finds none free waits, and the wait
 * is part of its latency.
 */
public final class OpenLoop {
    /** As many as there are connections, one after the other: what the server can do. */
    public static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    /** For those that were due and are not sent at the end, and as long again for those then on their way. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final String NONE = "none";
    private static final String UNASKED = "unasked";
    private static final long LATENCY_MAX_MICROS = 120_000_000;
    private static final int DIGITS = 3;
    /** 20 KiB a second instead of 150. */
    private static final int DIGITS_OF_SECONDS = 2;

    private final Selector selector;
    private final Requests requests;
    private final double perSecond;
    private final Deque<Wire> free = new ArrayDeque<>();
    private final List<Wire> all = new ArrayList<>();
    private final Histogram normal = new Histogram(LATENCY_MAX_MICROS, DIGITS);
    private final List<Histogram> bySecond = new ArrayList<>();
    private long right;
    private final Map<String, Long> wrong = new TreeMap<>();
    private long rows;
    private long next;
    private long startNanos;

    private OpenLoop(
            Selector selector, InetSocketAddress server, Requests requests, double perSecond, int connections) {
        this.selector = selector;
        this.requests = requests;
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
     * @param asked requests that were sent
     * @param right posts with the answer that is right for their kind, within the time and a little
     * @param wrong how often there was another answer, by status; {@code none} where there was none,
     *     {@code unasked} where there was one and no request
     * @param rows of the right ones
     * @param micros latencies of the normal ones
     * @param bySecond the same of those that were due in each second
     */
    public record Result(
            long asked,
            long right,
            Map<String, Long> wrong,
            long rows,
            double seconds,
            Histogram micros,
            List<Histogram> bySecond) {
        public double perSecond() {
            return right / seconds;
        }

        public double rowsPerSecond() {
            return rows / seconds;
        }

        public double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }

        /** Of each second of the run; what is only at its start is seen here. */
        public List<Double> millisBySecond(double percentile) {
            return bySecond.stream()
                    .map(second -> second.getValueAtPercentile(percentile) / 1_000.0)
                    .toList();
        }
    }

    /**
     * Sends for so long, and waits for the answers.
     *
     * @param perSecond requests that are due in a second
     * @param connections of which each has one request on its way at a time
     */
    public static Result run(
            InetSocketAddress server, Requests requests, double perSecond, Duration time, int connections)
            throws IOException {
        try (Selector selector = Selector.open()) {
            OpenLoop loop = new OpenLoop(selector, server, requests, perSecond, connections);
            Result result = loop.run(time.toNanos());
            loop.all.forEach(Wire::close);
            return result;
        }
    }

    private Result run(long timeNanos) throws IOException {
        startNanos = System.nanoTime();
        long end = startNanos + timeNanos;
        long lastSent = end + GRACE.toNanos();
        long last = lastSent + GRACE.toNanos();
        long now = startNanos;
        while (now < end || (due(next, now) < end && now < lastSent) || (free.size() < all.size() && now < last)) {
            if (now < lastSent) {
                sendDue(now, end);
            }
            select(now);
            now = System.nanoTime();
        }
        if (free.size() < all.size()) {
            wrong.merge(NONE, (long) all.size() - free.size(), Long::sum);
        }
        double seconds = (Math.max(now, end) - startNanos) / 1e9;
        return new Result(next, right, wrong, rows, seconds, normal, bySecond);
    }

    private long due(long number, long now) {
        return perSecond == AS_FAST_AS_POSSIBLE ? now : startNanos + (long) (number * 1e9 / perSecond);
    }

    private void sendDue(long now, long end) throws IOException {
        long due = due(next, now);
        while (due <= now && due < end && !free.isEmpty()) {
            free.remove().send(requests.shot(next), next, due);
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
                ready(wire);
            }
        }
    }

    /** A connection may end between two requests; the next one opens another. */
    private void ready(Wire wire) {
        if (!wire.isWaiting()) {
            if (wire.unasked()) {
                wrong.merge(UNASKED, 1L, Long::sum);
            }
            return;
        }
        int status = wire.ready();
        if (status != 0) {
            answered(wire, status);
        }
    }

    private void answered(Wire wire, int status) {
        Shot shot = wire.shot();
        if (shot.kind().isRight(status)) {
            long now = System.nanoTime();
            right++;
            rows += shot.rows();
            requests.answered(wire.number(), shot, now);
            if (shot.kind() == Shot.Kind.NORMAL) {
                long micros = TimeUnit.NANOSECONDS.toMicros(now - wire.dueNanos());
                record(wire.dueNanos(), Math.min(LATENCY_MAX_MICROS, Math.max(0, micros)));
            }
        } else {
            wrong.merge(status < 0 ? NONE : Integer.toString(status), 1L, Long::sum);
        }
        free.add(wire);
    }

    private void record(long dueNanos, long micros) {
        normal.recordValue(micros);
        int second = (int) TimeUnit.NANOSECONDS.toSeconds(dueNanos - startNanos);
        while (bySecond.size() <= second) {
            bySecond.add(new Histogram(LATENCY_MAX_MICROS, DIGITS_OF_SECONDS));
        }
        bySecond.get(second).recordValue(micros);
    }
}
