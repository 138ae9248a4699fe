package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An operator of what runs: its routes, and what its database says. */
final class ChangeOperator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Running running;

    ChangeOperator(Running running) {
        this.running = running;
    }

    /** Posts, and returns what is answered with this status. */
    JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(running.url() + path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    /** The same post so many times at once; of each {@code done}, or the code of the refusal. */
    List<String> atOnce(int times, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.url() + path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .limit(times)
                .toList();
        List<String> codes = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            codes.add(JSON.readTree(answer.get().body()).path("code").asText("done"));
        }
        return codes;
    }

    JsonNode apply(String... definitions) throws Exception {
        return post("/v1/operate/apply", body(definitions), 200);
    }

    private static String body(String... definitions) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "pipeline",
                "main",
                "files",
                List.of(Map.of("path", "a.sql", "text", ChangeViews.WIDER + String.join("", definitions)))));
    }

    JsonNode verb(String view, String verb) throws Exception {
        return post("/v1/operate/views/" + view + "/" + verb, "", 200);
    }

    void awaitLive(String view, int version) throws Exception {
        try (Connection connection = running.connect()) {
            await().atMost(Duration.ofMinutes(5)) // a busy machine; nothing is asserted on it
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(Mirror.rows(
                                    connection, "SELECT view, version, state, waits_for FROM weirpool.version"))
                            .contains("(%s,%d,live,)".formatted(view, version)));
        }
    }

    List<String> rows(String sql) throws Exception {
        try (Connection connection = running.connect()) {
            return Mirror.rows(connection, sql);
        }
    }

    void execute(String sql) throws Exception {
        try (Connection connection = running.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every view is what it must be over all that was fed, once these receipts are in. */
    void holds(ChangeFeed feed, List<String> receipts) throws Exception {
        try (Connection connection = running.connect()) {
            for (String receipt : receipts) {
                Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '120 s')");
            }
        }
        assertThat(rows("SELECT bucket, n, total FROM per_bucket"))
                .containsExactlyInAnyOrderElementsOf(feed.perBucket());
        assertThat(rows("SELECT label, n, total FROM per_label")).containsExactlyInAnyOrderElementsOf(feed.perLabel());
        assertThat(rows("SELECT extract(epoch FROM window_start)::bigint, n, total FROM per_second"))
                .containsExactlyInAnyOrderElementsOf(feed.perWindow());
        assertThat(rows("SELECT count(*), count(DISTINCT id) FROM large"))
                .containsExactly("(%1$d,%1$d)".formatted(feed.large()));
        assertThat(rows("SELECT n FROM over_all")).containsExactly("(" + feed.events() + ")");
    }
}
