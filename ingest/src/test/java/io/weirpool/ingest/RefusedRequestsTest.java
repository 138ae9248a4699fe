package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.CLIENT;
import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.broker;
import static io.weirpool.ingest.Gateway.gateway;
import static io.weirpool.ingest.Gateway.post;
import static io.weirpool.ingest.Gateway.request;
import static io.weirpool.ingest.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.ingest.http.RawHttp;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.limit.LimitsForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be taken, whatever their rows. */
@ExtendWith(Gateway.class)
class RefusedRequestsTest {
    static List<BadInput> badInputs() {
        return BadInputs.all();
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsRefusedPrecisely(BadInput given) throws Exception {
        BadInput.Answer answer = given.send(gateway().url());
        assertThat(answer.status()).as(answer.body()).isEqualTo(given.status());
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).as(answer.body()).isEqualTo("/errors/" + given.slug());
        assertThat(problem.get("status").asInt()).isEqualTo(given.status());
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(problem.get("remedy").asText()).isNotBlank();
        assertThat(answer.body()).hasSizeLessThan(16 * 1024).doesNotContain("Exception");
    }

    @Test
    void badInputsLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 3; i++) {
            sendAllBadInputs(); // what server, broker and JVM make once
        }
        long heap = HeapAndThreads.usedAfterCollection();
        int threads = HeapAndThreads.threads();
        for (int i = 0; i < 2; i++) {
            sendAllBadInputs();
        }
        Awaitility.await().untilAsserted(() -> {
            assertThat(HeapAndThreads.usedAfterCollection()).isLessThan(heap + heap / 10);
            assertThat(HeapAndThreads.threads()).isLessThanOrEqualTo(threads + 5);
        });
        assertThat(broker().read("shop.any", 2)).isEmpty();
    }

    private static void sendAllBadInputs() throws IOException {
        for (BadInput given : badInputs()) {
            assertThat(given.send(gateway().url()).status()).as(given.name()).isBetween(400, 499);
        }
    }

    @Test
    void connectionThatDiesWithinABatchLeavesNothing() throws Exception { // B53
        String line = "{\"id\":1,\"v\":\"cut\"}\n";
        try (RawHttp http = new RawHttp(gateway().url())) {
            http.send("POST /v1/streams/any HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: 100000\r\n\r\n"
                    + line.repeat(100));
        }
        accepted(post("/v1/streams/hit", "application/json", "{\"id\":1}"));
        assertThat(broker().read("shop.any", 2)).isEmpty();
    }

    @Test
    void bodyIsWanted() throws Exception { // B1
        assertProblem(post("/v1/streams/hit", "application/json", ""), 400, "empty-body", null);
    }

    @Test
    void objectLargerThanAMebibyteIsRefused() throws Exception { // B2
        String large = "{\"id\":1,\"note\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertProblem(post("/v1/streams/hit", "application/json", large), 413, "too-large", null);
        assertProblem(post("/v1/streams/hit", "application/json", "[" + large + "]"), 413, "too-large", null);
        assertProblem(post("/v1/streams/hit", "application/x-ndjson", large), 413, "too-large", null);
    }

    @Test
    void moreThanAHundredThousandLinesAreRefused() throws Exception { // B52
        assertProblem(
                post("/v1/streams/hit", "application/x-ndjson", "{\"id\":1}\n".repeat(100_001)),
                413,
                "too-large",
                null);
    }

    @Test
    void bodyLargerThan16MebibytesIsRefused() throws Exception { // B2
        assertProblem(
                post("/v1/streams/hit", "application/x-ndjson", " ".repeat(16 * 1024 * 1024 + 1)),
                413,
                "too-large",
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/json;charset=utf-16", "application/json;charset=\"latin1\"", "x"})
    void otherTypesAreRefused(String type) throws Exception { // B10, B11
        HttpResponse<String> answer = post("/v1/streams/hit", type, "{\"id\":1}");
        assertProblem(answer, 415, "unsupported-media-type", null);
        assertThat(answer.headers().firstValue("Accept-Post"))
                .hasValue("application/json, application/x-ndjson, application/cloudevents+json,"
                        + " application/cloudevents-batch+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams/nothing,no stream",
        "/v1/streams/item,it is a table",
        "/v1/tables/hit,it is a stream",
        "/v1/streams/hitt,hit"
    })
    void unknownSourceIsNotFound(String path, String said) throws Exception { // B64
        HttpResponse<String> answer = post(path, "application/json", "{}");
        assertProblem(answer, 404, "not-found", null);
        assertThat(answer.body()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/streams/hit?op=delete",
                "/v1/tables/item?op=drop",
                "/v1/tables/item?x=1",
                "/v1/tables/item?op=delete&op=upsert"
            })
    void unknownParameterIsRefused(String path) throws Exception {
        assertProblem(post(path, "application/json", "{\"id\":1}"), 400, "query-invalid", null);
    }

    @Test
    void methodIsPost() throws Exception {
        HttpResponse<String> answer =
                send(request("/v1/streams/hit", "application/json").GET());
        assertProblem(answer, 405, "method-not-allowed", null);
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }

    @Test
    void whatDoesNotFitOnTheWayIsRefusedAtOnce() throws Exception {
        try (Ingest narrow = Ingest.start(
                IngestConfig.local(0, "weirpool"),
                broker().config(),
                new SimpleMeterRegistry(),
                LimitsForTests.inFlight(300_000),
                List.of(),
                Reflections.UNKNOWN,
                List::of)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(narrow.url() + "/v1/streams/hit"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"id\":1,\"note\":\"" + "x".repeat(100_000) + "\"}"))
                    .build();
            Awaitility.await()
                    .until(() -> CLIENT.send(request, BodyHandlers.ofString()).statusCode() == 202);
            List<CompletableFuture<HttpResponse<String>>> together = IntStream.range(0, 60)
                    .mapToObj(i -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            int refused = 0;
            for (CompletableFuture<HttpResponse<String>> one : together) {
                HttpResponse<String> answer = one.get();
                if (answer.statusCode() != 202) {
                    assertProblem(answer, 503, "log-busy", null);
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                    refused++;
                }
            }
            assertThat(refused).isBetween(1, 59);
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
    }
}
