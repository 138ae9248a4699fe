package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views are replaced, replayed and rolled back under a feed, while readers poll. */
class ChangeTest {
    private static final String SOURCES = """
        CREATE STREAM event (id BIGINT NOT NULL, bucket BIGINT NOT NULL, amount BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL);
        CREATE TABLE place (bucket BIGINT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (bucket));
        """;
    private static final String PER_BUCKET =
            "CREATE MATERIALIZED VIEW per_bucket AS SELECT bucket, COUNT(*) AS n, SUM(amount) AS total"
                    + " FROM event GROUP BY bucket;\nCREATE INDEX ON per_bucket (total);\n";
    private static final String PER_BUCKET_AND_LARGEST =
            PER_BUCKET.replace("SUM(amount) AS total", "SUM(amount) AS total, MAX(amount) AS largest");
    private static final String OVER =
            "CREATE MATERIALIZED VIEW over_all AS SELECT SUM(n) AS n, SUM(total) AS total FROM per_bucket;\n";
    private static final String JOINED =
            "CREATE MATERIALIZED VIEW per_label AS SELECT p.label, COUNT(*) AS n, SUM(e.amount) AS total"
                    + " FROM event e JOIN place p ON p.bucket = e.bucket GROUP BY p.label;\n";
    private static final String WINDOWED =
            "CREATE MATERIALIZED VIEW per_second AS SELECT window_start, COUNT(*) AS n, SUM(amount) AS total"
                    + " FROM TABLE(TUMBLE(TABLE event, DESCRIPTOR(at), INTERVAL '10' SECOND)) GROUP BY window_start;\n";
    private static final String UNTOUCHED =
            "CREATE MATERIALIZED VIEW large AS SELECT id, amount FROM event WHERE amount % 50 = 0;\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static DevProcess dev;
    private static ChangeFeed feed;
    private static ChangeReaders readers;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("a.sql"), SOURCES + PER_BUCKET + OVER + JOINED + WINDOWED + UNTOUCHED);
        dev = DevProcess.start(definitions, directory.resolve("data"));
        feed = new ChangeFeed(dev.url());
        try (Connection connection = dev.connect()) {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> Mirror.rows(connection, "SELECT n FROM over_all WHERE n > 100")
                                    .size()
                            == 1);
        }
        readers = new ChangeReaders(dev);
    }

    @AfterAll
    static void stop() {
        readers.close();
        feed.close();
        dev.close();
    }

    private JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(dev.url() + path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private JsonNode apply(String... definitions) throws Exception {
        return post("/v1/operate/apply", body(definitions), 200);
    }

    private static String body(String... definitions) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "pipeline",
                "main",
                "files",
                List.of(Map.of("path", "a.sql", "text", SOURCES + String.join("", definitions)))));
    }

    private JsonNode verb(String view, String verb) throws Exception {
        return post("/v1/operate/views/" + view + "/" + verb, "", 200);
    }

    private static void awaitLive(String view, int version) throws Exception {
        try (Connection connection = dev.connect()) {
            await().atMost(Duration.ofMinutes(5)) // a busy machine; nothing is asserted on it
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(Mirror.rows(
                                    connection, "SELECT view, version, state, waits_for FROM weirpool.version"))
                            .contains("(%s,%d,live,)".formatted(view, version)));
        }
    }

    private static List<String> rows(String sql) throws Exception {
        try (Connection connection = dev.connect()) {
            return Mirror.rows(connection, sql);
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = dev.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void readersSeeNothingOfReplacesReplaysAndRollbacks() throws Exception {
        execute("CREATE ROLE analyst");
        execute("GRANT SELECT ON per_bucket TO analyst");
        // a column more, and the view over it
        JsonNode applied = apply(PER_BUCKET_AND_LARGEST, OVER, JOINED, WINDOWED, UNTOUCHED);
        assertThat(applied.get("replaced").toString()).isEqualTo("[\"per_bucket\"]");
        awaitLive("per_bucket", 2);
        // computed again, and what is over it with it
        assertThat(verb("per_bucket", "replay?keep=1s").get("views")).hasSize(2);
        awaitLive("per_bucket", 3);
        awaitLive("over_all", 2);
        // several at once
        verb("per_label", "replay");
        verb("per_second", "replay");
        awaitLive("per_label", 2);
        awaitLive("per_second", 2);
        // there and back
        verb("per_label", "rollback");
        awaitLive("per_label", 1);
        verb("per_second", "rollback");
        awaitLive("per_second", 1);
        verb("per_label", "rollback");
        awaitLive("per_label", 2);
        // other columns: the readable view is made anew
        apply(
                PER_BUCKET.replace("SUM(amount) AS total", "MIN(amount) AS least, SUM(amount) AS total"),
                OVER,
                JOINED,
                WINDOWED,
                UNTOUCHED);
        awaitLive("per_bucket", 4);
        verb("per_bucket", "rollback");
        awaitLive("per_bucket", 3);

        assertThat(rows("SELECT has_table_privilege('analyst', 'per_bucket', 'SELECT')"))
                .containsExactly("(t)");
        assertThat(rows("SELECT count(*) FROM pg_indexes WHERE tablename = 'per_bucket__3'"))
                .containsExactly("(2)");
        assertThat(readers.failures()).isEmpty();
        assertThat(readers.reads()).isGreaterThan(100);
        endsEqual();
    }

    private static void endsEqual() throws Exception {
        List<String> receipts = feed.end();
        try (Connection connection = dev.connect()) {
            for (String receipt : receipts) {
                Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '120 s')");
            }
        }
        assertThat(rows("SELECT bucket, n, total FROM per_bucket"))
                .containsExactlyInAnyOrderElementsOf(feed.perBucket());
        assertThat(rows("SELECT label, n, total FROM per_label")).containsExactlyInAnyOrderElementsOf(feed.perLabel());
        assertThat(rows("SELECT extract(epoch FROM window_start)::bigint, n, total FROM per_second"))
                .containsExactlyInAnyOrderElementsOf(feed.perWindow());
        assertThat(rows("SELECT n FROM over_all")).containsExactly("(" + feed.events() + ")");
    }
}
