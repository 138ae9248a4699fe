package io.weirpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two readers that read views again and again, one from PostgreSQL, one over HTTP. What a view counts only grows here:
 * a group that is missing, there twice, or has fewer than it had is a failure, and so is an error.
 */
final class ChangeReaders implements AutoCloseable {
    private static final Map<String, String> KEYS = Map.of(
            "per_bucket", "bucket", "per_label", "label", "per_second", "window_start", "over_all", "0", "large", "id");
    /** Between one look at all of them and the next: readers are not to take the processors of what they watch. */
    private static final int EVERY_MS = Integer.getInteger("change.read.ms", 50);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection connection;
    private final String url;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    ChangeReaders(Running running) throws Exception {
        connection = running.connect();
        url = running.url();
        begin(this::fromPostgres);
        begin(this::overHttp);
    }

    private interface Read {
        Map<String, Long> of(String view) throws Exception;
    }

    private void begin(Read read) {
        Map<String, Map<String, Long>> before = new HashMap<>();
        clock.scheduleWithFixedDelay(
                () -> {
                    for (String view : KEYS.keySet()) {
                        attempt(() -> compare(view, before.put(view, read.of(view)), before.get(view)));
                    }
                },
                0,
                EVERY_MS,
                TimeUnit.MILLISECONDS);
    }

    private void attempt(Callable<?> look) {
        try {
            look.call();
            reads.incrementAndGet();
        } catch (Exception e) {
            if (!clock.isShutdown()) {
                failures.add(e.toString());
            }
        }
    }

    private boolean compare(String view, Map<String, Long> before, Map<String, Long> now) {
        if (before != null) {
            before.forEach((key, count) -> {
                if (now.getOrDefault(key, -1L) < count) {
                    failures.add("%s: %s had %d, has %s".formatted(view, key, count, now.get(key)));
                }
            });
        }
        return true;
    }

    private Map<String, Long> fromPostgres(String view) throws Exception {
        Map<String, Long> counts = new HashMap<>();
        String count = view.equals("large") ? "1" : "n";
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + KEYS.get(view) + "::text, " + count + " FROM " + view)) {
            while (rows.next()) {
                once(view, counts, rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private Map<String, Long> overHttp(String view) throws Exception {
        String key = KEYS.get(view);
        String order = view.equals("over_all") ? "" : "&order=" + key;
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/views/" + view + "?limit=1000" + order))
                        .header("Accept", "application/x-ndjson")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(view + ": " + answer.statusCode() + " " + answer.body());
        }
        Map<String, Long> counts = new HashMap<>();
        for (String line : answer.body().lines().toList()) {
            JsonNode row = JSON.readTree(line);
            once(view, counts, row.path(key).asText(), row.path("n").asLong(1));
        }
        return counts;
    }

    private void once(String view, Map<String, Long> counts, String key, long count) {
        if (counts.put(key, count) != null) {
            failures.add("%s: %s is there twice".formatted(view, key));
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long reads() {
        return reads.get();
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a reader does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
