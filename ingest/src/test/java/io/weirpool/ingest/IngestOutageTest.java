package io.weirpool.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.limit.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** When Kafka is away, and when it comes back. */
class IngestOutageTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void everyAcceptedCommandSurvivesAnOutage() throws Exception { // B67
        try (Broker broker = Broker.start();
                Ingest ingest = start(broker.config())) {
            declareHit(broker.config());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> post(ingest, 1).statusCode() == 202);
            broker.stop();
            int accepted = 1;
            HttpResponse<String> refused = post(ingest, 2);
            while (!refused.body().contains("log-unavailable")) { // those before are slow: nobody knows yet
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                refused = post(ingest, 2);
            }
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> get(ingest, "/readyz").statusCode() == 503);
            assertThat(get(ingest, "/readyz").body()).contains("Kafka has not answered");
            assertThat(get(ingest, "/livez").statusCode()).isEqualTo(200);
            broker.startAgain();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> post(ingest, 3).statusCode() == 202);
            accepted++;
            assertThat(broker.read("shop.hit", 1).stream().map(r -> r.value()))
                    .contains("{\"id\":1}", "{\"id\":3}")
                    .hasSizeGreaterThanOrEqualTo(accepted);
        }
    }

    @Test
    void nothingIsTakenBeforeKafkaIsThere() throws Exception {
        try (Ingest ingest = start(KafkaConfig.local("127.0.0.1:1"))) {
            HttpResponse<String> answer = post(ingest, 1);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("not-ready");
        }
    }

    @Test
    void nobodyElseIsLetInUnasked() {
        IngestConfig open = new IngestConfig("0.0.0.0", 0, false, "weirpool");
        assertThatThrownBy(() -> Ingest.start(
                        open,
                        KafkaConfig.local("127.0.0.1:1"),
                        new SimpleMeterRegistry(),
                        List.of(),
                        Reflections.UNKNOWN,
                        List::of))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("--insecure-listen");
    }

    @Test
    void takenPortIsNamed() {
        try (Ingest first = start(KafkaConfig.local("127.0.0.1:1"))) {
            IngestConfig same = IngestConfig.local(first.url().getPort(), "weirpool");
            assertThatThrownBy(() -> Ingest.start(
                            same,
                            KafkaConfig.local("127.0.0.1:1"),
                            new SimpleMeterRegistry(),
                            List.of(),
                            Reflections.UNKNOWN,
                            List::of))
                    .isInstanceOf(WeirpoolException.class)
                    .hasMessageContaining(":" + first.url().getPort());
        }
    }

    private static Ingest start(KafkaConfig kafka) {
        return Ingest.start(
                IngestConfig.local(0, "weirpool"),
                kafka,
                new SimpleMeterRegistry(),
                Limits.standard(),
                List.of(),
                Reflections.UNKNOWN,
                List::of);
    }

    private static void declareHit(KafkaConfig kafka) {
        RowType row = RowType.of(Column.of("id", SqlType.of(TypeKind.BIGINT)));
        Source hit = new Source(new Name("hit"), Source.Kind.STREAM, row, List.of(), List.of(), 1, Map.of());
        CatalogTopic.append(
                kafka, "weirpool", new Revision(1, 0, new Name("shop"), List.of(), List.of(hit), List.of()));
    }

    private static HttpResponse<String> post(Ingest ingest, int id) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(ingest.url() + "/v1/streams/hit"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"id\":" + id + "}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(Ingest ingest, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(ingest.url() + path)).build(), BodyHandlers.ofString());
    }
}
