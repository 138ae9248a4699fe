package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import io.weirpool.app.verify.VerifyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code verify} of a million rows under a feed finds nothing, and then the one row that was changed by hand: {@code
 * -Dverify.million=true}, with {@code -Dverify.rows}. Prints how long it took and what it needed.
 */
@EnabledIfSystemProperty(named = "verify.million", matches = "true")
class VerifyMillionTest {
    private static final int ROWS = Integer.getInteger("verify.rows", 1_000_000);
    private static final int BATCH = 5_000;
    /** Some 300 events a second. */
    private static final int FED_ROWS = 30;

    private static final int EVERY_MS = 100;
    /** The feed never comes here. */
    private static final long CHANGED_BY_HAND = ROWS - 13L;

    private static final String DEFINITIONS = """
        CREATE STREAM event (id BIGINT NOT NULL, amount BIGINT NOT NULL, at TIMESTAMP NOT NULL);
        CREATE MATERIALIZED VIEW per_id AS
            SELECT id, COUNT(*) AS n, SUM(amount) AS total, MAX(at) AS newest FROM event GROUP BY id;
        """;
    private static final String DATABASE = "SELECT coalesce(sum(temp_bytes), 0) FROM pg_stat_database";

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Producer producer;
    private String lastReceipt = "";
    private int fed;

    @Test
    void oneRowChangedByHandInAMillionIsFoundUnderLoad() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("event.sql"), DEFINITIONS);
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection connection = dev.connect()) {
            producer = new Producer(dev.url());
            long begin = System.nanoTime();
            for (long id = 0; id < ROWS; id += BATCH) {
                send(id, BATCH);
            }
            Mirror.rows(connection, "SELECT weirpool.wait_for('" + lastReceipt + "', interval '600 s')");
            awaitRows(connection);
            System.out.printf("%,d rows in %.0f s%n", ROWS, (System.nanoTime() - begin) / 1e9);

            ScheduledFuture<?> feed = clock.scheduleAtFixedRate(this::feed, 0, EVERY_MS, TimeUnit.MILLISECONDS);
            JsonNode clean = verify(dev, connection);
            assertThat(clean.path("state").asText()).as(clean.toString()).isEqualTo("equal");
            assertThat(clean.path("rows").asLong()).isEqualTo(ROWS);

            execute(connection, "UPDATE weirpool_data.per_id__1 SET total = total + 1 WHERE id = " + CHANGED_BY_HAND);
            JsonNode changed = verify(dev, connection);
            assertThat(changed.path("state").asText()).as(changed.toString()).isEqualTo("different");
            assertThat(changed.path("differences"))
                    .as(changed.toString())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.asText()).contains("(id=" + CHANGED_BY_HAND + ","));
            assertThat(feed.isDone()).as("the feed goes on").isFalse();
        } finally {
            clock.shutdownNow();
        }
    }

    private void send(long first, int count) throws IOException, InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (long id = first; id < first + count; id++) {
            rows.add(Map.of("id", id, "amount", id % 1_000, "at", "2026-01-01T00:00:00"));
        }
        lastReceipt = producer.accepted("/v1/streams/event", rows);
    }

    /** Each batch twice, under a key: it counts once. */
    private void feed() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < FED_ROWS; i++) {
            rows.add(Map.of("id", random.nextInt(ROWS * 9 / 10), "amount", i, "at", "2026-01-02T00:00:00"));
        }
        try {
            String key = "batch-" + ++fed;
            producer.accepted("/v1/streams/event", rows, key);
            producer.accepted("/v1/streams/event", rows, key);
        } catch (IOException e) {
            throw new IllegalStateException(e); // ends the schedule, which is looked at
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitRows(Connection connection) {
        await().atMost(Duration.ofMinutes(10))
                .until(() ->
                        Mirror.rows(connection, "SELECT count(*) FROM per_id").equals(List.of("(" + ROWS + ")")));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode verify(DevProcess dev, Connection connection) throws Exception {
        long begin = System.nanoTime();
        String before = Mirror.rows(connection, DATABASE).get(0);
        long[] most = new long[1];
        JsonNode verdict = new VerifyClient(new Server(URI.create(dev.url()))).verify("per_id", Map.of(), running -> {
            try {
                most[0] = Math.max(most[0], megabytesOfSession(connection));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        System.out.printf(
                "%s: %.1f s, %,d commands, %,d rows, %,d settled; its session at most %,d MB of its own; temporary"
                        + " bytes %s -> %s%n",
                verdict.path("state").asText(),
                (System.nanoTime() - begin) / 1e9,
                verdict.path("commands").asLong(),
                verdict.path("rows").asLong(),
                verdict.path("settled").asLong(),
                most[0],
                before,
                Mirror.rows(connection, DATABASE).get(0));
        return verdict;
    }

    /** Private memory of the server process that verifies; 0 where the system does not tell. */
    private static long megabytesOfSession(Connection connection) throws SQLException {
        List<String> pids =
                Mirror.rows(connection, "SELECT pid FROM pg_stat_activity WHERE application_name = 'weirpool verify'");
        long kilobytes = 0;
        for (String pid : pids) {
            Path status = Path.of("/proc", pid.substring(1, pid.length() - 1), "status");
            try (Stream<String> lines = Files.lines(status)) {
                kilobytes += lines.filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            } catch (IOException gone) {
                continue;
            }
        }
        return kilobytes >> 10;
    }
}
