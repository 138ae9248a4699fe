package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees: dead letters of producers that write to Kafka themselves, metrics that alerts are made of. */
class ObservabilityTest {
    private static final String DEFINITIONS = """
        CREATE STREAM reading (sensor INTEGER NOT NULL, degrees INTEGER NOT NULL CHECK (degrees < 1000));
        CREATE MATERIALIZED VIEW per_sensor AS
            SELECT sensor, COUNT(*) AS n, SUM(100 / degrees) AS score FROM reading GROUP BY sensor;
        """;
    private static final Pattern METRIC = Pattern.compile("weirpool_[a-z_]+");

    @TempDir
    Path directory;

    @Test
    void badRecordsBecomeDeadLettersNothingStopsAndAlertsNameRealMetrics() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("reading.sql"), DEFINITIONS + Repairs.DEFINITIONS);
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection connection = dev.connect()) {
            writeToKafka(dev, "{\"sensor\":1,\"degrees\":5}");
            writeToKafka(dev, "no json at all");
            writeToKafka(dev, "{\"sensor\":1,\"degrees\":1000}");
            writeToKafka(dev, "{\"sensor\":1,\"degrees\":0}");
            Producer producer = new Producer(dev.url());
            List<Map<String, Integer>> last = List.of(Map.of("sensor", 1, "degrees", 10));
            String receipt = producer.accepted("/v1/streams/reading", last);
            assertThat(producer.post("/v1/streams/reading", List.of(Map.of("sensor", 1)))
                            .statusCode())
                    .isEqualTo(422);
            Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '180 s')");

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(Mirror.rows(connection, "SELECT sensor, n, score FROM per_sensor"))
                            .containsExactly("(1,2,30)"));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(
                                    Mirror.rows(connection, "SELECT code, view, version FROM weirpool.dead_letters"))
                            .containsExactly("(division-by-zero,per_sensor,1)", "(row-invalid,,)", "(undecodable,,)"));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(metrics(dev))
                            .containsPattern("weirpool_processed_total\\{[^}]*outcome=\"dead\"[^}]*} 3\\.0"));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(exported(dev)).containsAll(namesInAlerts()));
            statusSaysHowFarThingsAre(dev);
            statusSaysWhatASinkWaitsFor(dev, producer);
            receiptSaysWhatBecameOfTheCommands(dev);
            await().atMost(Duration.ofMinutes(1)) // counts are told every two seconds
                    .untilAsserted(() -> explainSaysWhatWentThroughEachOperator(dev));
            try (Repairs repairs = new Repairs(dev, connection)) {
                repairs.walkThrough();
            }
            new Contract(dev).walkThrough();
        }
    }

    private static void receiptSaysWhatBecameOfTheCommands(DevProcess dev) throws Exception {
        HttpResponse<String> good = postAndWait(dev, "{\"sensor\":3,\"degrees\":10}");
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        JsonNode applied = receipt(dev, good);
        assertThat(applied.path("state").asText()).isEqualTo("applied");
        assertThat(applied.at("/views/0/view").asText()).isEqualTo("per_sensor");
        assertThat(applied.at("/views/0/state").asText()).isEqualTo("applied");
        assertThat(applied.path("dead")).isEmpty();

        HttpResponse<String> bad = postAndWait(dev, "[{\"sensor\":4,\"degrees\":0},{\"sensor\":4,\"degrees\":1}]");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            JsonNode dead = receipt(dev, bad).path("dead");
            assertThat(dead).hasSize(1);
            assertThat(dead.at("/0/code").asText()).isEqualTo("division-by-zero");
            assertThat(dead.at("/0/view").asText()).isEqualTo("per_sensor");
        });
    }

    /** The commands so far: taken or dead; groups of a commit are summed up before they are sent. */
    private static void explainSaysWhatWentThroughEachOperator(DevProcess dev) throws Exception {
        JsonNode explained = new ObjectMapper().readTree(get(dev, "/v1/operate/views/per_sensor/explain"));
        JsonNode groups = explained.at("/tree/inputs/0");
        assertThat(groups.path("stage").asInt()).as(explained.toString()).isZero();
        assertThat(groups.path("in").asLong()).isBetween(4L, 5L);
        assertThat(groups.path("out").asLong()).isBetween(4L, 5L);
        List<JsonNode> scans = explained.path("tree").findParents("in").stream()
                .filter(node -> node.path("text").asText().startsWith("scan stream reading"))
                .toList();
        assertThat(scans).hasSize(1);
        assertThat(scans.get(0).path("in").asLong()).as("two of them dead").isEqualTo(7);
        assertThat(scans.get(0).path("out").asLong()).isEqualTo(5);
        assertThat(explained.at("/levels/1/state_bytes").asLong()).isPositive();
    }

    private static JsonNode receipt(DevProcess dev, HttpResponse<String> accepted) throws Exception {
        String location = accepted.headers().firstValue("Location").orElseThrow();
        return new ObjectMapper().readTree(get(dev, location));
    }

    private static HttpResponse<String> postAndWait(DevProcess dev, String json) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dev.url() + "/v1/streams/reading"))
                                .header("Content-Type", "application/json")
                                .header("Prefer", "wait=30")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void statusSaysHowFarThingsAre(DevProcess dev) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            JsonNode status = status(dev);
            assertThat(status.path("problems")).isEmpty();
            assertThat(status.path("healthy").asBoolean()).isTrue();
            JsonNode source = status.path("sources").path(0);
            assertThat(source.path("records").asLong())
                    .as("with the broken ones")
                    .isEqualTo(5);
            assertThat(source.path("bytes").asLong()).isPositive();
            JsonNode view = status.path("views").path(0);
            assertThat(view.path("state").asText()).isEqualTo("live");
            assertThat(view.path("lag_records").asLong()).isZero();
            assertThat(view.path("dead_letters").asLong()).isEqualTo(1);
            assertThat(status.path("flows").path(0).path("state_bytes").asLong())
                    .isPositive();
            assertThat(status.path("processes").findValuesAsText("role")).contains("processor", "sink");
        });
    }

    /** Somebody holds the table: the view waits for the database, by the blocker's name. */
    private static void statusSaysWhatASinkWaitsFor(DevProcess dev, Producer producer) throws Exception {
        try (Connection blocker = dev.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("SET application_name = 'a long report'");
            blocker.createStatement().execute("LOCK TABLE weirpool_data.per_sensor__1 IN SHARE MODE");
            producer.accepted("/v1/streams/reading", List.of(Map.of("sensor", 7, "degrees", 10)));
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                JsonNode status = status(dev);
                assertThat(status.path("healthy").asBoolean()).isFalse();
                JsonNode behind = status.path("views").path(0).path("behind");
                assertThat(behind.path("where").asText()).isEqualTo("database");
                assertThat(behind.path("why").asText()).contains("(a long report, idle in transaction)");
            });
            blocker.rollback();
        }
    }

    private static JsonNode status(DevProcess dev) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(dev, "/v1/operate/status?over=1"));
    }

    private static void writeToKafka(DevProcess dev, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("main.reading", 0, null, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static Set<String> namesInAlerts() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Files.readString(Path.of("..", "deploy", "prometheus", "alerts.yml"))
                .replaceAll("(?m)^ *(summary|description):.*$", ""));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(5);
        return names;
    }

    private static String metrics(DevProcess dev) throws IOException, InterruptedException {
        return get(dev, "/metrics");
    }

    private static String get(DevProcess dev, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dev.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<String> exported(DevProcess dev) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(metrics(dev));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
