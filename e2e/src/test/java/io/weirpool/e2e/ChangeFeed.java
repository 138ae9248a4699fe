package io.weirpool.e2e;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Events in seven places, some a second until told to stop; and what views over them must hold then. To one gateway, which
 * must take each batch; or to several, one of which may die: what it has not answered is sent to the next, under the same
 * key.
 */
final class ChangeFeed implements AutoCloseable {
    static final int BUCKETS = 7;
    private static final int ROWS = Integer.getInteger("change.rows", 20); // of a batch
    /** Some 70 events a second: all of it, readers and rebuilds included, on two cores beside other tests. */
    private static final int EVERY_MS = Integer.getInteger("change.every.ms", 300);

    private static final int HISTORY_ROWS = 1_000;
    private static final String EVENTS = "/v1/streams/event";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENT_MILLIS = 10;

    private final List<Producer> gateways;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final ScheduledFuture<?> running;
    private volatile long nextId;

    ChangeFeed(String... urls) throws Exception {
        this(0, urls);
    }

    /** The same after so many events at once. */
    ChangeFeed(int history, String... urls) throws Exception {
        gateways = Stream.of(urls).map(Producer::new).toList();
        List<Map<String, Object>> places = new ArrayList<>();
        for (long bucket = 0; bucket < BUCKETS; bucket++) {
            places.add(Map.of("bucket", bucket, "label", label(bucket)));
        }
        receipts.add(gateways.get(0).accepted("/v1/tables/place", places));
        while (nextId < history) {
            send(Math.min(HISTORY_ROWS, (int) (history - nextId)));
        }
        running = clock.scheduleAtFixedRate(this::batch, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private static String label(long bucket) {
        return bucket % 2 == 0 ? "even" : "odd";
    }

    private void batch() {
        try {
            send(ROWS);
        } catch (Exception e) { // ends the schedule, and is found by end()
            throw new IllegalStateException("the feed failed after " + receipts.size() + " answers", e);
        }
    }

    private void send(int rows) throws Exception {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long id = nextId + i;
            events.add(Map.of("id", id, "bucket", id % BUCKETS, "amount", id * 3, "at", at(id).toString()));
        }
        receipts.add(gateways.size() == 1 ? gateways.get(0).accepted(EVENTS, events) : acceptedByOne(events));
        nextId += rows;
    }

    /** Until one says yes: the one asked before may have died with the batch in the log. */
    private String acceptedByOne(List<Map<String, Object>> events) throws InterruptedException {
        for (int asked = 0; ; asked++) {
            try {
                return gateways.get(asked % gateways.size()).accepted(EVENTS, events, "batch-" + nextId);
            } catch (IOException | IllegalStateException e) {
                TimeUnit.MILLISECONDS.sleep(20); // as long as a client waits; nothing depends on it
            }
        }
    }

    private static Instant at(long id) {
        return BEGIN.plusMillis(id * EVENT_MILLIS);
    }

    /** Sends no more, and returns the receipts of all. Fails when a request was not accepted. */
    List<String> end() throws Exception {
        running.cancel(false);
        clock.shutdown();
        if (!clock.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the feed does not end");
        }
        if (!running.isCancelled()) {
            running.get(); // it failed before
        }
        return List.copyOf(receipts);
    }

    /** {@code bucket, count, sum of amounts}, as text, sorted. */
    List<String> perBucket() {
        return grouped(id -> Long.toString(id % BUCKETS));
    }

    /** The same of labels. */
    List<String> perLabel() {
        return grouped(id -> label(id % BUCKETS));
    }

    /** The same of windows of ten seconds, by the second since 1970 at which each begins. */
    List<String> perWindow() {
        return grouped(id -> Long.toString(at(id).getEpochSecond() / 10 * 10));
    }

    private List<String> grouped(java.util.function.LongFunction<String> group) {
        Map<String, long[]> totals = new TreeMap<>();
        for (long id = 0; id < nextId; id++) {
            long[] total = totals.computeIfAbsent(group.apply(id), g -> new long[2]);
            total[0]++;
            total[1] += id * 3;
        }
        return totals.entrySet().stream()
                .map(e -> "(%s,%d,%d)".formatted(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .sorted()
                .toList();
    }

    /** Rows of the view that is never touched: every fiftieth event. */
    long large() {
        return (nextId + 49) / 50;
    }

    long events() {
        return nextId;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
