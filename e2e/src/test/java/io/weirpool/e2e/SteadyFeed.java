package io.weirpool.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Events into a stream and upserts and deletes on a table, so many a second, until told to stop; and what tables over
 * them must hold then, kept by plain code. A client that trusts nobody: it sends each batch to every gateway, under the
 * same key.
 */
final class SteadyFeed implements AutoCloseable {
    private static final int ROWS = 20; // of a batch
    private static final int EVERY_MS = 150; // what is tested is who does the work, not how much
    private static final int ITEMS = 300;

    private final List<Producer> gateways;
    private final Random random = new Random(11);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final Map<Long, Map<String, Object>> items = new HashMap<>();
    private final ScheduledFuture<?> running;
    private long nextId;

    SteadyFeed(String... urls) {
        gateways = Stream.of(urls).map(Producer::new).toList();
        running = clock.scheduleAtFixedRate(this::batch, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void batch() {
        try {
            List<Map<String, Object>> events = new ArrayList<>();
            List<Map<String, Object>> upserts = new ArrayList<>();
            Map<String, Object> deleted = Map.of("id", (long) random.nextInt(ITEMS));
            for (int i = 0; i < ROWS; i++) {
                long id = nextId++;
                events.add(Map.of("id", id, "bucket", id % 7, "amount", id * 3));
                upserts.add(Map.of("id", (long) random.nextInt(ITEMS), "bucket", id % 5, "amount", id));
            }
            String key = "batch-" + nextId;
            for (Producer gateway : gateways) {
                receipts.add(gateway.accepted("/v1/streams/event", events, key));
                receipts.add(gateway.accepted("/v1/tables/item", upserts, key));
                receipts.add(gateway.accepted("/v1/tables/item?op=delete", List.of(deleted), key + "-delete"));
            }
            upserts.forEach(row -> items.put((Long) row.get("id"), row));
            items.remove((Long) deleted.get("id"));
        } catch (Exception e) { // ends the schedule, and is found by whoever asks
            throw new IllegalStateException("the feed failed after " + receipts.size() + " answers", e);
        }
    }

    /** Sends no more. Fails when a request was not accepted. */
    void end() throws Exception {
        running.cancel(false);
        clock.shutdown();
        if (!clock.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the feed does not end");
        }
        if (!running.isCancelled()) {
            running.get(); // it failed before
        }
    }

    /** Of all commands accepted so far. */
    List<String> receipts() {
        return List.copyOf(receipts);
    }

    long events() {
        return nextId;
    }

    /** Sum of {@code amount} over all events: three times 0 + 1 + ... */
    long eventAmounts() {
        return 3 * (nextId * (nextId - 1) / 2);
    }

    /** Rows of {@code SELECT bucket, COUNT(*), SUM(amount)} over the items that are left, as text, sorted. */
    List<String> itemsPerBucket() {
        Map<Long, long[]> totals = new HashMap<>();
        items.values().forEach(row -> {
            long[] total = totals.computeIfAbsent((Long) row.get("bucket"), bucket -> new long[2]);
            total[0]++;
            total[1] += (Long) row.get("amount");
        });
        return totals.entrySet().stream()
                .map(e -> "(%d,%d,%d)".formatted(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
