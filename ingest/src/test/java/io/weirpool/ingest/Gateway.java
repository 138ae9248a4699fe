package io.weirpool.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Receipt;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.limit.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A gateway with a catalog on a real broker: started by the first test class that posts to it, shared by the others, stopped after the
 * last.
 */
final class Gateway implements BeforeAllCallback {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PARTITIONS = 4;

    private static @Nullable Running running;

    private record Running(Broker broker, Ingest ingest) implements AutoCloseable {
        @Override
        public void close() {
            ingest.close();
            broker.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> start(), Running.class);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> post("/v1/streams/hit", "application/json", "{\"id\":0}")
                                .statusCode()
                        == 202);
        Awaitility.await().until(() -> get("/readyz").statusCode() == 200);
    }

    private static Running start() {
        try {
            Broker broker = Broker.start();
            Ingest ingest = Ingest.start(
                    IngestConfig.local(0, "weirpool"),
                    broker.config(),
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    Limits.standard(),
                    List.of(),
                    Gateway::reflected,
                    List::of);
            CatalogTopic.append(broker.config(), "weirpool", revision());
            return new Running(broker, ingest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Running running() {
        return Objects.requireNonNull(running, "not started");
    }

    static Broker broker() {
        return running().broker();
    }

    static Ingest gateway() {
        return running().ingest();
    }

    private static Revision revision() {
        RowType hit = RowType.of(
                Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
                Column.of("amount", SqlType.decimal(10, 2)),
                Column.of("note", SqlType.of(TypeKind.VARCHAR)),
                Column.of("at", SqlType.of(TypeKind.TIMESTAMPTZ)));
        RowType item = RowType.of(
                Column.of("price", SqlType.decimal(10, 2).notNull()),
                Column.of("region", SqlType.of(TypeKind.VARCHAR).notNull()),
                Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()));
        return new Revision(
                1,
                0,
                new Name("shop"),
                List.of(),
                List.of(
                        new Source(
                                new Name("hit"),
                                Source.Kind.STREAM,
                                hit,
                                List.of(),
                                List.of("amount < 1000", "id / amount < 100"),
                                PARTITIONS,
                                Map.of()),
                        new Source(
                                new Name("payment"),
                                Source.Kind.STREAM,
                                item,
                                List.of(2),
                                List.of(),
                                PARTITIONS,
                                Map.of()),
                        new Source(
                                        new Name("timed"),
                                        Source.Kind.STREAM,
                                        hit,
                                        List.of(),
                                        List.of(),
                                        PARTITIONS,
                                        Map.of())
                                .withWatermark(new Watermark(3, 0, 3_600_000_000L)),
                        new Source(
                                new Name("item"),
                                Source.Kind.TABLE,
                                item,
                                List.of(2, 1),
                                List.of(),
                                PARTITIONS,
                                Map.of()),
                        BadInputs.any("any", 2),
                        BadInputs.any("kept", 1)),
                List.of());
    }

    /** Views reflect what had a second to wait for, and nothing else. */
    private static CompletionStage<Boolean> reflected(Receipt receipt, Duration wait) {
        return CompletableFuture.completedFuture(
                wait.toSeconds() == 1 && !receipt.position().isEmpty());
    }

    static void assertProblem(HttpResponse<String> answer, int status, String slug, String pointer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).as(answer.body()).isEqualTo("/errors/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("trace_id").asText()).hasSize(32);
        if (pointer != null) {
            JsonNode first = problem.get("errors").get(0);
            assertThat(first.get("pointer").asText()).as(answer.body()).isEqualTo(pointer);
            assertThat(first.get("line").asInt()).as(answer.body()).isPositive();
        }
    }

    static JsonNode accepted(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    static List<ConsumerRecord<String, String>> hits(String note) {
        return broker().read("shop.hit", PARTITIONS).stream()
                .filter(r -> r.value().contains("\"" + note))
                .toList();
    }

    static List<ConsumerRecord<String, String>> items(String region) {
        return broker().read("shop.item", PARTITIONS).stream()
                .filter(r -> r.key().contains("\"" + region))
                .toList();
    }

    static String id(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader(Topics.HEADER_ID).value(), UTF_8);
    }

    static int murmur2(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }

    static String unique() {
        return "n" + System.nanoTime() + "n".repeat(8);
    }

    static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path, type).POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(gateway().url() + path)));
    }

    static HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(gateway().url() + path)).header("Content-Type", type);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
