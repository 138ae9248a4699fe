package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import io.weirpool.app.verify.VerifyClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Late rows, far-future rows and final windows from a POST to the tables, the dead letters and the metrics. */
class EventTimeOnBrokerTest {
    private static final String DEFINITIONS = """
        CREATE STREAM hit (at TIMESTAMP, page TEXT, WATERMARK FOR at AS at - INTERVAL '10' SECOND);
        CREATE VIEW minutes AS SELECT * FROM TABLE(TUMBLE(TABLE hit, DESCRIPTOR(at), INTERVAL '1' MINUTE));
        CREATE MATERIALIZED VIEW everything AS
            SELECT window_start, count(*) AS n FROM minutes GROUP BY window_start;
        CREATE MATERIALIZED VIEW in_time WITH (late = 'dead-letter') AS
            SELECT window_start, count(*) AS n FROM minutes GROUP BY window_start;
        CREATE MATERIALIZED VIEW ended AS
            SELECT window_start, count(*) AS n FROM minutes GROUP BY window_start EMIT FINAL;
        CREATE STREAM click (at TIMESTAMPTZ NOT NULL, n INTEGER, WATERMARK FOR at AS at - INTERVAL '1' SECOND)
            WITH (partitions = '1', ahead = '1 second');
        CREATE MATERIALIZED VIEW per_second WITH (late = 'drop') AS
            SELECT window_start, window_end, count(*) AS n, sum(n) AS total
            FROM TABLE(TUMBLE(TABLE click, DESCRIPTOR(at), INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
        CREATE MATERIALIZED VIEW visits WITH (late = 'drop') AS
            SELECT page, window_start, window_end, count(*) AS n, arg_max(page, at) AS last
            FROM TABLE(SESSION(TABLE hit, DESCRIPTOR(at), DESCRIPTOR(page), INTERVAL '1' MINUTE))
            GROUP BY page, window_start, window_end;
        """;

    @TempDir
    Path directory;

    @Test
    void lateRowsAreCountedAndKeptAndWindowsEndOnce() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("hit.sql"), DEFINITIONS);
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection connection = dev.connect()) {
            post(dev, "2026-01-01T00:00:05", "2026-01-01T00:00:50", "2026-01-01T00:10:00");
            eventually(() -> assertThat(rows(connection, "ended")).containsExactly("(\"2026-01-01 00:00:00\",2)"));
            post(dev, "2026-01-01T00:00:10", "2999-01-01T00:00:00", "2026-01-01T00:09:55");

            eventually(() -> assertThat(rows(connection, "everything"))
                    .containsExactly(
                            "(\"2026-01-01 00:00:00\",3)",
                            "(\"2026-01-01 00:09:00\",1)",
                            "(\"2026-01-01 00:10:00\",1)",
                            "(\"2999-01-01 00:00:00\",1)"));
            eventually(() -> assertThat(rows(connection, "in_time"))
                    .containsExactly(
                            "(\"2026-01-01 00:00:00\",2)",
                            "(\"2026-01-01 00:09:00\",1)",
                            "(\"2026-01-01 00:10:00\",1)"));
            eventually(() -> assertThat(deadLetters(connection))
                    .containsExactly(
                            "(late,in_time)", "(time-ahead,ended)", "(time-ahead,in_time)", "(time-ahead,visits)"));
            eventually(() -> assertThat(metrics(dev))
                    .containsPattern("weirpool_late_total\\{[^}]*view=\"in_time\"[^}]*} 1\\.0")
                    .containsPattern("weirpool_late_total\\{[^}]*view=\"ended\"[^}]*} 1\\.0")
                    .containsPattern("weirpool_ticks_total\\{source=\"hit\"} [1-9]"));
            dev.killAll();
        }
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection connection = dev.connect()) {
            post(dev, "2026-01-01T00:00:20", "2026-01-01T00:20:00");
            eventually(() -> assertThat(rows(connection, "ended"))
                    .containsExactly(
                            "(\"2026-01-01 00:00:00\",2)",
                            "(\"2026-01-01 00:09:00\",1)",
                            "(\"2026-01-01 00:10:00\",1)"));
            eventually(() -> assertThat(deadLetters(connection))
                    .containsExactly(
                            "(late,in_time)",
                            "(late,in_time)",
                            "(time-ahead,ended)",
                            "(time-ahead,in_time)",
                            "(time-ahead,visits)"));
            verifyKnowsWhatIsLate(dev);
            aReplayFromATimeCopiesWhatIsFinal(dev, connection);
        }
    }

    /** The clicks before are not read again, and all agrees with PostgreSQL's answer over all of them, then and later. */
    private static void aReplayFromATimeCopiesWhatIsFinal(DevProcess dev, Connection connection) throws Exception {
        Instant first = click(dev);
        await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(first.plusSeconds(7)));
        click(dev);
        Server server = new Server(URI.create(dev.url()));
        String replay = "/v1/operate/views/%s/replay?from=";
        assertThatThrownBy(() -> server.post(replay.formatted("everything") + first))
                .hasMessageContaining("late = 'drop'");
        assertThatThrownBy(() -> server.post(replay.formatted("visits") + first))
                .hasMessageContaining("session");
        assertThatThrownBy(() -> server.post(replay.formatted("per_second") + first.plusSeconds(3_600)))
                .hasMessageContaining("may still change: the watermark of stream click is at ");

        server.post(replay.formatted("per_second") + first.plusSeconds(4));
        eventually(() -> assertThat(Mirror.rows(
                        connection,
                        "SELECT version FROM weirpool.version WHERE view = 'per_second' AND state = 'live'"))
                .containsExactly("(2)"));
        eventually(() -> assertThat(Mirror.rows(
                        connection,
                        "SELECT first_offset > 0 FROM weirpool.ledger WHERE source = 'click' ORDER BY flow"
                                + " DESC LIMIT 1"))
                .containsExactly("(t)"));
        click(dev);
        JsonNode verdict = verify(dev, "per_second");
        assertThat(verdict.path("state").asText()).as(verdict.toString()).isEqualTo("equal");
        assertThat(verdict.path("settled").asLong()).as(verdict.toString()).isGreaterThan(5);
    }

    /** One for each of the last five seconds. */
    private static Instant click(DevProcess dev) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int seconds = 5; seconds >= 0; seconds--) {
            rows.add(Map.of("at", now.minusSeconds(seconds).toString(), "n", seconds));
        }
        new Producer(dev.url()).accepted("/v1/streams/click", rows);
        return Instant.now();
    }

    private static void verifyKnowsWhatIsLate(DevProcess dev) throws Exception {
        for (String view : List.of("everything", "in_time", "visits")) {
            JsonNode verdict = verify(dev, view);
            assertThat(verdict.path("state").asText()).as(verdict.toString()).isEqualTo("equal");
            assertThat(verdict.path("settled").asLong()).as(verdict.toString()).isPositive();
        }
        assertThat(verify(dev, "ended").path("reason").asText()).contains("EMIT FINAL");
    }

    private static JsonNode verify(DevProcess dev, String view) throws Exception {
        return new VerifyClient(new Server(URI.create(dev.url()))).verify(view, Map.of(), running -> {});
    }

    /** Few rows without a key: all go to one partition. */
    private static void post(DevProcess dev, String... times) throws Exception {
        List<Map<String, String>> rows = Arrays.stream(times)
                .map(time -> Map.of("at", time, "page", "a"))
                .toList();
        new Producer(dev.url()).accepted("/v1/streams/hit", rows);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private static List<String> rows(Connection connection, String view) throws Exception {
        return Mirror.rows(connection, "SELECT window_start, n FROM " + view + " ORDER BY window_start");
    }

    private static List<String> deadLetters(Connection connection) throws Exception {
        return Mirror.rows(connection, "SELECT code, view FROM weirpool.dead_letters ORDER BY code, view");
    }

    private static String metrics(DevProcess dev) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dev.url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
