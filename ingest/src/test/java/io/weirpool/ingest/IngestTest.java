package io.weirpool.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.access.Scope;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.TokenTopic;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Receipt;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.http.RawHttp;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.limit.Limits;
import io.weirpool.ingest.limit.LimitsForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts against a real broker. */
class IngestTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 4;

    private static Broker broker;
    private static Ingest ingest;
    private static PrometheusMeterRegistry metrics;
    private static Ingest guarded;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start();
        metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ingest = Ingest.start(
                IngestConfig.local(0, "weirpool"),
                broker.config(),
                metrics,
                Limits.standard(),
                List.of(),
                IngestTest::reflected,
                List::of);
        CatalogTopic.append(broker.config(), "weirpool", revision());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> post("/v1/streams/hit", "application/json", "{\"id\":0}")
                                .statusCode()
                        == 202);
        Awaitility.await().until(() -> get("/readyz").statusCode() == 200);
        guarded = guarded();
    }

    /** A gateway that asks for tokens, beside others on the same broker. */
    private static Ingest guarded() {
        return Ingest.start(
                guardedConfig(),
                broker.config(),
                new SimpleMeterRegistry(),
                Limits.standard(),
                List.of(),
                Reflections.UNKNOWN,
                List::of);
    }

    private static IngestConfig guardedConfig() {
        IngestConfig open = IngestConfig.local(0, "weirpool");
        return new IngestConfig(
                open.listen(), 0, false, true, Optional.empty(), Optional.empty(), 0, open.catalogPrefix());
    }

    @Test
    void whatDoesNotFitOnTheWayIsRefusedAtOnce() throws Exception {
        try (Ingest narrow = Ingest.start(
                IngestConfig.local(0, "weirpool"),
                broker.config(),
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

    @AfterAll
    static void stop() {
        guarded.close();
        ingest.close();
        broker.close();
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

    static List<BadInput> badInputs() {
        return BadInputs.all();
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsRefusedPrecisely(BadInput given) throws Exception {
        BadInput.Answer answer = given.send(ingest.url());
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
        sendAllBadInputs(); // warm
        long heap = HeapAndThreads.usedAfterCollection();
        int threads = HeapAndThreads.threads();
        for (int i = 0; i < 2; i++) {
            sendAllBadInputs();
        }
        Awaitility.await().untilAsserted(() -> {
            assertThat(HeapAndThreads.usedAfterCollection()).isLessThan(heap + heap / 10);
            assertThat(HeapAndThreads.threads()).isLessThanOrEqualTo(threads + 5);
        });
        assertThat(broker.read("shop.any", 2)).isEmpty();
    }

    private static void sendAllBadInputs() throws IOException {
        for (BadInput given : badInputs()) {
            assertThat(given.send(ingest.url()).status()).as(given.name()).isBetween(400, 499);
        }
    }

    @Test
    void objectIsInTheLogWhenAccepted() throws Exception {
        String note = unique();
        JsonNode accepted = accepted(
                post("/v1/streams/hit", "application/json", "{\"note\":\"" + note + "\",\"id\":7,\"amount\":1.5}"));
        assertThat(accepted.get("accepted").asInt()).isEqualTo(1);
        assertThat(hits(note)).singleElement().satisfies(record -> {
            assertThat(record.value())
                    .isEqualTo("{\"id\":7,\"amount\":\"1.50\",\"note\":\"" + note + "\",\"at\":null}");
            assertThat(record.key()).isNull();
        });
    }

    @Test
    void partitionsWithoutRowsOfAStreamWithAWatermarkGetTicks() throws Exception {
        JsonNode accepted =
                accepted(post("/v1/streams/timed", "application/json", "{\"id\":7,\"at\":\"2026-01-01T00:00:00Z\"}"));
        assertThat(accepted.get("accepted").asInt()).isEqualTo(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(broker.read("shop.timed", PARTITIONS).stream()
                                .filter(r -> r.value() == null)
                                .map(r -> new String(
                                        r.headers()
                                                .lastHeader(Topics.HEADER_TICK)
                                                .value(),
                                        UTF_8)))
                        .containsExactly("1767225600000000", "1767225600000000", "1767225600000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":1,\"note\":\"N\"},{\"id\":2,\"note\":\"N\"} , {\"id\":3,\"note\":\"N\"}]",
                "\n [ {\"id\":1,\"note\":\"N\"},\n{\"id\":2,\"note\":\"N\"},{\"id\":3,\"note\":\"N\"} ] \r\n"
            })
    void everyRowOfAnArrayIsTaken(String body) throws Exception {
        assertThreeRows("application/json", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"note\":\"N\"}\n{\"id\":2,\"note\":\"N\"}\n{\"id\":3,\"note\":\"N\"}\n",
                "{\"id\":1,\"note\":\"N\"}\n{\"id\":2,\"note\":\"N\"}\n{\"id\":3,\"note\":\"N\"}", // B49
                "\ufeff{\"id\":1,\"note\":\"N\"}\n\ufeff{\"id\":2,\"note\":\"N\"}\n{\"id\":3,\"note\":\"N\"}", // files,
                // joined
                "\r\n"
                        + "{\"id\":1,\"note\":\"N\"}\r\n\r\n"
                        + "{\"id\":2,\"note\":\"N\"}\r\n"
                        + " \t\r\n"
                        + "{\"id\":3,\"note\":\"N\"}\r\n" // B50
            })
    void everyLineIsTaken(String body) throws Exception {
        assertThreeRows("application/x-ndjson", body);
    }

    private static void assertThreeRows(String type, String body) throws Exception {
        String note = unique();
        JsonNode accepted = accepted(post("/v1/streams/hit", type, body.replace("N", note)));
        assertThat(accepted.get("accepted").asInt()).isEqualTo(3);
        assertThat(hits(note)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,[]",
        "application/json,' [ ] '",
        "application/x-ndjson,'\n\r\n \n'",
        "application/json,'\n\n'"
    })
    void nothingIsAcceptedAsNothing(String type, String body) throws Exception { // B37
        assertThat(accepted(post("/v1/streams/hit", type, body)).get("accepted").asInt())
                .isZero();
    }

    @Test
    void receiptIsThePositionJustAfterTheCommands() throws Exception {
        String note = unique();
        String lines = IntStream.range(0, 2000)
                .mapToObj(i -> "{\"id\":" + i + ",\"note\":\"" + note + "\"}")
                .collect(Collectors.joining("\n"));
        JsonNode accepted = accepted(post("/v1/streams/hit", "application/x-ndjson", lines));
        Map<LogPartition, Long> next = hits(note).stream()
                .collect(Collectors.toMap(
                        r -> new LogPartition(r.topic(), r.partition()), r -> r.offset() + 1, Math::max));
        assertThat(next.size()).as("a large request uses several partitions").isGreaterThan(1);
        assertThat(Receipt.parse(accepted.get("receipt").asText()).position().nextOffsets())
                .isEqualTo(next);
    }

    @Test
    void upsertHasTheCanonicalKeyAndItsPartition() throws Exception {
        String region = unique();
        accepted(post(
                "/v1/tables/item", "application/json", "{\"id\":12,\"price\":\"3\",\"region\":\"" + region + "\"}"));
        assertThat(items(region)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("[12,\"" + region + "\"]");
            assertThat(record.value()).isEqualTo("{\"price\":\"3.00\",\"region\":\"" + region + "\",\"id\":12}");
            assertThat(record.partition()).isEqualTo(murmur2(record.key()));
        });
    }

    @Test
    void partitionIsMurmur2OfTheKey() throws Exception {
        String region = unique();
        String lines = IntStream.range(0, 100)
                .mapToObj(i -> "{\"id\":" + i + ",\"price\":1,\"region\":\"" + region + "\"}")
                .collect(Collectors.joining("\n"));
        accepted(post("/v1/tables/item", "application/x-ndjson", lines));
        assertThat(items(region))
                .hasSize(100)
                .allSatisfy(r -> assertThat(r.partition()).isEqualTo(murmur2(r.key())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"region\":\"R\",\"id\":12}", "{\"region\":\"R\",\"id\":12,\"price\":\"3\"}"})
    void deleteIsTheKeyWithoutAValue(String body) throws Exception {
        String region = unique();
        accepted(post("/v1/tables/item?op=delete", "application/json", body.replace("R", region)));
        assertThat(items(region)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("[12,\"" + region + "\"]");
            assertThat(record.value()).isNull();
        });
    }

    @Test
    void deleteWithoutItsKeyIsRefused() throws Exception {
        assertProblem(
                post("/v1/tables/item?op=delete", "application/json", "{\"id\":1}"), 422, "row-invalid", "/region");
    }

    /** Views reflect what had a second to wait for, and nothing else. */
    private static CompletionStage<Boolean> reflected(Receipt receipt, Duration wait) {
        return CompletableFuture.completedFuture(
                wait.toSeconds() == 1 && !receipt.position().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=1 | 200 | wait=1",
                "respond-async, wait = 1; x | 200 | wait=1",
                "wait=2 | 202 | wait=2",
                "wait=999999999 | 202 | wait=30",
                "wait=0 | 202 | ",
                "wait=-1 | 202 | ",
                "wait=soon | 202 | "
            })
    void whoPrefersToWaitHearsWhetherViewsReflectIt(String prefer, int status, String applied) throws Exception {
        HttpResponse<String> answer = send(request("/v1/streams/hit", "application/json")
                .header("Prefer", prefer)
                .POST(BodyPublishers.ofString("{\"id\":1}")));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Preference-Applied")).isEqualTo(Optional.ofNullable(applied));
        assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void locationTellsWhereTheCommandsAre() throws Exception {
        HttpResponse<String> answer =
                post("/v1/tables/item", "application/json", "{\"id\":1,\"price\":1,\"region\":\"x\"}");
        String[] location =
                answer.headers().firstValue("Location").orElseThrow().split("[/?&]|from=|trace=|commands=");
        Receipt receipt = Receipt.parse(location[3]);
        LogPartition partition = receipt.position().nextOffsets().firstKey();
        assertThat(receipt.token())
                .isEqualTo(JSON.readTree(answer.body()).get("receipt").asText());
        assertThat(Receipt.parse(location[5]).position().nextOffset(partition))
                .isEqualTo(receipt.position().nextOffset(partition) - 1);
        assertThat(answer.headers().firstValue("traceparent").orElseThrow()).contains(location[7]);
        assertThat(location[9]).isEqualTo("1");
    }

    private static HttpResponse<String> authorized(String path, String authorization) throws Exception {
        return authorized(guarded, path, authorization);
    }

    private static HttpResponse<String> authorized(Ingest gateway, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":1}"));
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private static NewToken token(long expiresMillis, String scope) {
        NewToken made = NewToken.create("test", List.of(Scope.parse(scope)), expiresMillis);
        TokenTopic.put(broker.config(), "weirpool", made.token());
        return made;
    }

    @Test
    void tokenLetsInUntilItIsRevoked() throws Exception {
        NewToken good = token(Long.MAX_VALUE, "ingest:hit");
        String bearer = "Bearer " + good.secret();
        Awaitility.await().until(() -> authorized("/v1/streams/hit", bearer).statusCode() == 202);
        assertProblem(authorized("/v1/streams/timed", bearer), 403, "forbidden", null); // B65
        assertProblem(authorized("/v1/streams/nothing", bearer), 403, "forbidden", null);
        String other = bearer.substring(0, bearer.length() - 1) + (bearer.endsWith("A") ? "B" : "A");
        assertProblem(authorized("/v1/streams/hit", other), 401, "unauthenticated", null);
        TokenTopic.revoke(broker.config(), "weirpool", good.token().id());
        Awaitility.await().until(() -> authorized("/v1/streams/hit", bearer).statusCode() == 401);
    }

    @Test
    void everyGatewayFollowsOneRevocation() throws Exception {
        NewToken revoked = token(Long.MAX_VALUE, "ingest:hit");
        NewToken kept = token(Long.MAX_VALUE, "ingest:hit");
        try (Ingest second = guarded()) {
            for (Ingest gateway : List.of(guarded, second)) {
                Awaitility.await().until(() -> statusOf(gateway, revoked) == 202 && statusOf(gateway, kept) == 202);
            }
            TokenTopic.revoke(broker.config(), "weirpool", revoked.token().id());
            try (Ingest late = guarded()) { // knows the token from nowhere but the topic
                for (Ingest gateway : List.of(guarded, second, late)) {
                    Awaitility.await().until(() -> statusOf(gateway, revoked) == 401);
                    Awaitility.await().until(() -> statusOf(gateway, kept) == 202);
                }
            }
        }
    }

    private static int statusOf(Ingest gateway, NewToken token) throws Exception {
        return authorized(gateway, "/v1/streams/hit", "Bearer " + token.secret())
                .statusCode();
    }

    @Test
    void expiredTokenLetsNobodyIn() throws Exception { // B65
        NewToken expired = token(1, "admin");
        Awaitility.await().untilAsserted(() -> {
            HttpResponse<String> answer = authorized("/v1/streams/hit", "Bearer " + expired.secret());
            assertProblem(answer, 401, "unauthenticated", null);
            assertThat(JSON.readTree(answer.body()).get("detail").asText()).isEqualTo("the token has expired");
        });
    }

    @Test
    void nobodyGetsInWithoutAToken() throws Exception { // B65
        List<String> wrong = Arrays.asList(
                null, "", "Basic YTpi", "Bearer", "Bearer ", "Bearer wp_x", "Bearer eyJhbGciOiJub25lIn0.e30.");
        for (String authorization : wrong) {
            HttpResponse<String> answer = Awaitility.await()
                    .until(() -> authorized("/v1/streams/hit", authorization), a -> a.statusCode() != 503);
            assertProblem(answer, 401, "unauthenticated", null);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer realm=\"weirpool\"");
        }
        assertThat(send(HttpRequest.newBuilder(URI.create(guarded.url() + "/metrics")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(guarded.url() + "/livez")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachRowOfARequestWithAKeyHasAnIdThatDecidesItsPartition() throws Exception {
        String note = unique();
        String rows = "[{\"id\":1,\"note\":\"" + note + "\"},{\"id\":2,\"note\":\"" + note + "\"}]";
        accepted(keyed("/v1/streams/hit", note, rows));
        assertThat(hits(note))
                .extracting(IngestTest::id)
                .containsExactlyInAnyOrder("key\n" + note + "\n1", "key\n" + note + "\n2");
        assertThat(hits(note)).allSatisfy(r -> assertThat(r.partition()).isEqualTo(murmur2(id(r))));
    }

    @Test
    void repeatUnderItsKeyIsAcceptedHoweverItIsWritten() throws Exception {
        String note = unique();
        accepted(keyed("/v1/streams/hit", note, "{\"id\":1,\"note\":\"" + note + "\"}"));
        accepted(keyed("/v1/streams/hit", note, "[ {\"note\":\"" + note + "\", \"id\":1} ]"));
        assertThat(hits(note))
                .extracting(IngestTest::id)
                .containsOnly("key\n" + note + "\n1")
                .hasSize(2);
    }

    @Test
    void otherBodyUnderTheSameKeyIsRefused() throws Exception { // B61
        String note = unique();
        accepted(keyed("/v1/streams/hit", note, "{\"id\":1,\"note\":\"" + note + "\"}"));
        assertProblem(keyed("/v1/streams/hit", note, "{\"id\":2,\"note\":\"" + note + "\"}"), 422, "key-reuse", null);
        assertThat(hits(note)).hasSize(1);
        accepted(keyed("/v1/tables/item", note, "{\"id\":2,\"price\":1,\"region\":\"" + note + "\"}"));
    }

    @Test
    void keyOfARefusedRequestIsFree() throws Exception {
        String note = unique();
        assertProblem(keyed("/v1/streams/hit", note, "{\"id\":\"x\"}"), 422, "row-invalid", "/id");
        accepted(keyed("/v1/streams/hit", note, "{\"id\":2,\"note\":\"" + note + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "a\tb", "LONG"})
    void malformedKeyIsRefused(String key) throws Exception {
        String value = key.equals("LONG") ? "k".repeat(256) : key;
        assertProblem(keyed("/v1/streams/hit", value, "{\"id\":2}"), 400, "request-invalid", null);
    }

    @Test
    void rowOfAStreamWithAPrimaryKeyHasItAsARecordKey() throws Exception {
        String region = unique();
        String body = "{\"id\":12,\"price\":\"3\",\"region\":\"" + region + "\"}";
        accepted(keyed("/v1/streams/payment", region, body));
        assertThat(broker.read("shop.payment", PARTITIONS)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("[12]");
            assertThat(record.value()).contains(region);
            assertThat(record.partition()).isEqualTo(murmur2("[12]"));
            assertThat(record.headers().lastHeader(Topics.HEADER_ID)).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-", "Ce-", "CE-"})
    void binaryEventIsARowWithTheEventsId(String prefix) throws Exception {
        String note = unique();
        accepted(
                send(event(prefix, "1.0", note).POST(BodyPublishers.ofString("{\"id\":1,\"note\":\"" + note + "\"}"))));
        assertThat(hits(note)).singleElement().satisfies(r -> {
            assertThat(id(r)).isEqualTo("event\n/till/ä\n" + note);
            assertThat(r.partition()).isEqualTo(murmur2(id(r)));
        });
    }

    private static HttpRequest.Builder event(String prefix, String version, String id) {
        return request("/v1/streams/hit", "application/json")
                .header(prefix + (prefix.equals("CE-") ? "SPECVERSION" : "specversion"), version)
                .header(prefix + "id", id)
                .header(prefix + "source", "/till/%C3%A4")
                .header(prefix + "type", "sold");
    }

    @Test
    void structuredEventsAreRowsWithTheirIds() throws Exception {
        String note = unique();
        String one = "{\"specversion\":\"1.0\",\"id\":\"ID\",\"source\":\"/till\",\"type\":\"sold\",\"sequence\":4,"
                + "\"data\" : {\"id\":1,\"note\":\"" + note + "\"} }";
        String base64 = Base64.getEncoder().encodeToString(("{\"id\":2,\"note\":\"" + note + "\"}").getBytes(UTF_8));
        String two = "{\"specversion\":\"1.0\",\"id\":\"c\",\"source\":\"/till\",\"type\":\"sold\",\"data_base64\":\""
                + base64 + "\"}";
        accepted(post("/v1/streams/hit", "application/cloudevents+json", one.replace("ID", "a")));
        accepted(post(
                "/v1/streams/hit",
                "application/cloudevents-batch+json; charset=utf-8",
                "[" + one.replace("ID", "b") + ",\n" + two + "]"));
        assertThat(hits(note))
                .extracting(IngestTest::id)
                .containsExactlyInAnyOrder("event\n/till\na", "event\n/till\nb", "event\n/till\nc");
    }

    @Test
    void batchOfNoEventsIsAccepted() throws Exception { // B59
        assertThat(accepted(post("/v1/streams/hit", "application/cloudevents-batch+json", "[]"))
                        .get("accepted")
                        .asInt())
                .isZero();
    }

    @Test
    void otherDataUnderTheSameEventIsRefused() throws Exception {
        String note = unique();
        accepted(send(event("ce-", "1.0", note).POST(BodyPublishers.ofString("{\"id\":1}"))));
        assertProblem(
                send(event("ce-", "1.0", note).POST(BodyPublishers.ofString("{\"id\":2}"))), 422, "key-reuse", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "\"specversion\":\"0.3\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":1} | 400 |"
                        + " request-invalid", // B55
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":1},\"data_base64\":\"e30=\""
                        + " | 400 | request-invalid", // B56
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"myExt\":\"x\",\"data\":{\"id\":1}"
                        + " | 400 | request-invalid", // B58
                "\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":1} | 400 |"
                        + " request-invalid",
                "\"specversion\":\"1.0\",\"id\":3,\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":1} | 400 |"
                        + " request-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"data\":{\"id\":1} | 400 | request-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"id\":\"b\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":1}"
                        + " | 400 | duplicate-key",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"*\" | 400 |"
                        + " request-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"datacontenttype\":\"text/xml\",\"data\":\"<a/>\""
                        + " | 400 | request-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\" | 422 | row-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data\":[1] | 422 | row-invalid",
                "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"id\":\"x\"} | 422 |"
                        + " row-invalid",
                "\"specversion\":\"1.0\",\"id\": | 400 | malformed-json"
            })
    void malformedEventIsRefused(String fields, int status, String slug) throws Exception {
        String event = "{" + fields + "}";
        assertProblem(post("/v1/streams/hit", "application/cloudevents+json", event), status, slug, null);
        assertProblem(
                post("/v1/streams/hit", "application/cloudevents-batch+json", "[" + event + "]"), status, slug, null);
    }

    @Test
    void malformedBinaryEventIsRefused() throws Exception {
        BodyPublisher row = BodyPublishers.ofString("{\"id\":1}");
        assertProblem(send(event("ce-", "0.3", "a").POST(row)), 400, "request-invalid", null); // B55
        assertProblem(
                send(event("ce-", "1.0", "a").header("ce-myExt", "x").POST(row)), 400, "request-invalid", null); // B58
        assertProblem(
                send(event("ce-", "1.0", "a").POST(BodyPublishers.ofString("[{\"id\":1}]"))),
                400,
                "request-invalid",
                null);
        assertProblem(
                send(request("/v1/streams/hit", "application/json")
                        .header("ce-id", "a")
                        .POST(row)),
                400,
                "request-invalid",
                null);
    }

    @Test
    void mistakeInAnEventHasItsPlace() throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\n\"data\":{\"id\":\"x\"}}";
        HttpResponse<String> answer =
                post("/v1/streams/hit", "application/cloudevents-batch+json", "[\n" + event + "]");
        assertProblem(answer, 422, "row-invalid", "/0/data/id");
        assertThat(JSON.readTree(answer.body()).at("/errors/0/line").asInt()).isEqualTo(3);
    }

    @Test
    void goodLinesAreTakenWhereAPartIsWanted() throws Exception {
        String note = unique();
        String lines =
                "{\"id\":1,\"note\":\"N\"}\n{\"id\":\"x\"}\n{\"id\":3,\"note\":\"N\"}\n{\"id\"\n".replace("N", note);
        JsonNode accepted = accepted(post("/v1/streams/hit?partial=true", "application/x-ndjson", lines));
        assertThat(accepted.get("accepted").asInt()).isEqualTo(2);
        assertThat(accepted.get("rejected").asInt()).isEqualTo(2);
        assertThat(accepted.get("errors"))
                .extracting(e -> e.get("line").asInt())
                .containsExactly(2, 4);
        assertThat(hits(note)).hasSize(2);
    }

    @Test
    void nothingGoodIsRefusedEvenWhereAPartIsWanted() throws Exception {
        assertProblem(
                post("/v1/streams/hit?partial=true", "application/x-ndjson", "{\"id\":\"x\"}\n"),
                422,
                "row-invalid",
                "/id");
        assertProblem(
                post("/v1/streams/hit?partial=yes", "application/x-ndjson", "{\"id\":1}\n"),
                400,
                "query-invalid",
                null);
    }

    private static String id(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader(Topics.HEADER_ID).value(), UTF_8);
    }

    private static HttpResponse<String> keyed(String path, String key, String body) throws Exception {
        return send(
                request(path, "application/json").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void traceTravelsWithTheCommand() throws Exception {
        String note = unique();
        HttpResponse<String> answer =
                post("/v1/streams/hit", "application/json", "{\"id\":1,\"note\":\"" + note + "\"}");
        String traceparent = answer.headers().firstValue("traceparent").orElseThrow();
        assertThat(hits(note))
                .singleElement()
                .satisfies(record -> assertThat(new String(
                                record.headers().lastHeader("traceparent").value(), UTF_8))
                        .isEqualTo(traceparent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"id\":1~400~malformed-json~''", // B22
                "{\"id\":1} {\"id\":2}~400~malformed-json~''", // B23
                "[{\"id\":1}] x~400~malformed-json~''",
                "[{\"id\":1}~400~malformed-json~''",
                "[{\"id\":1},]~400~malformed-json~''",
                "{\"id\":1,}~400~malformed-json~''", // B25
                "{'id':1}~400~malformed-json~''", // B25
                "/* c */ {\"id\":1}~400~malformed-json~''", // B25
                "{\"id\":1,\"id\":2}~400~duplicate-key~/id", // B26
                "{\"id\":1,\"amount\":1e999999999}~400~number-range~/amount", // B28
                "{\"id\":1.5}~422~row-invalid~/id", // B31
                "{\"id\":\"1\"}~422~row-invalid~/id", // B31
                "{\"id\":1,\"note\":\"\\ud800\"}~400~malformed-json~/note", // B34
                "{\"id\":1,\"note\":\"\\u0000\"}~422~nul-character~/note", // B35
                "null~422~row-invalid~''", // B37
                "3~422~row-invalid~''", // B37
                "\"x\"~422~row-invalid~''", // B37
                "[3]~422~row-invalid~/0", // B37
                "{\"note\":\"x\"}~422~row-invalid~/id", // B41
                "{\"id\":null}~422~row-invalid~/id", // B41
                "{\"id\":1,\"__proto__\":2}~422~row-invalid~/__proto__", // B40
                "{\"id\":1,\"at\":\"2026-02-30T00:00:00Z\"}~422~row-invalid~/at", // B43
                "{\"id\":1,\"at\":\"2026-01-01T00:00:60Z\"}~422~row-invalid~/at", // B44
                "{\"id\":1,\"at\":\"2026-01-01T00:00:00\"}~422~row-invalid~/at" // B43
            })
    void badRowIsRefusedWithItsPlace(String body, int status, String slug, String pointer) throws Exception {
        String note = unique();
        assertProblem(post("/v1/streams/hit", "application/json", body), status, slug, pointer);
        assertThat(hits(note)).isEmpty();
    }

    @Test
    void whatOnlyLooksBadIsKeptAsItIs() throws Exception {
        String body = """
            {"id":1,"n":1.2345678901234567890123,"v":"=c\u200b","r":-0.0,"j":{"__proto__":1,"@type":"x","b":1,"b":2},"a":[1,null]}
            """;
        accepted(post("/v1/streams/kept", "application/json", "\ufeff" + body)); // B32, B40, and a byte order mark
        assertThat(broker.read("shop.kept", 1)).singleElement().satisfies(r -> {
            JsonNode row = JSON.readTree(r.value());
            assertThat(row.get("n").asText()).isEqualTo("1.2345678901234567890123");
            assertThat(row.get("v").asText()).isEqualTo("=c\u200b");
            assertThat(row.get("j").toString()).isEqualTo("{\"b\":2,\"@type\":\"x\",\"__proto__\":1}"); // as jsonb
            assertThat(row.get("a").toString()).isEqualTo("[1,null]");
        });
    }

    @Test
    void connectionThatDiesWithinABatchLeavesNothing() throws Exception { // B53
        String line = "{\"id\":1,\"v\":\"cut\"}\n";
        try (RawHttp http = new RawHttp(ingest.url())) {
            http.send("POST /v1/streams/any HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: 100000\r\n\r\n"
                    + line.repeat(100));
        }
        accepted(post("/v1/streams/hit", "application/json", "{\"id\":1}"));
        assertThat(broker.read("shop.any", 2)).isEmpty();
    }

    @Test
    void numberOfTooManyDigitsIsRefused() throws Exception { // B29
        HttpResponse<String> answer =
                post("/v1/streams/hit", "application/json", "{\"id\":1,\"amount\":" + "9".repeat(1001) + "}");
        assertProblem(answer, 400, "number-range", "/amount");
    }

    @Test
    void fieldWithALongNameIsRefused() throws Exception { // B38
        HttpResponse<String> answer =
                post("/v1/streams/hit", "application/json", "{\"id\":1,\"" + "k".repeat(50_001) + "\":1}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(2_000);
    }

    @Test
    void strangeTextIsKeptAsItIs() throws Exception { // B46, B47
        String note = unique() + "\u202E\u200B\uD83D\uDE80e\u0301<script>=cmd()";
        accepted(post("/v1/streams/hit", "application/json", JSON.writeValueAsString(Map.of("id", 1, "note", note))));
        assertThat(hits(note.substring(0, 20)))
                .singleElement()
                .satisfies(r -> assertThat(JSON.readTree(r.value()).get("note").asText())
                        .isEqualTo(note));
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws Exception {
        byte[] body = "{\"id\":1}\n{\"id\":2,\"note\":\"?\"}".getBytes(UTF_8);
        body[body.length - 3] = (byte) 0xff;
        HttpResponse<String> answer =
                send(request("/v1/streams/hit", "application/x-ndjson").POST(BodyPublishers.ofByteArray(body)));
        assertProblem(answer, 400, "malformed-json", "");
        assertThat(JSON.readTree(answer.body()).get("errors").get(0).get("line").asInt())
                .isEqualTo(2);
    }

    @Test
    void oneBadLineKeepsAllOut() throws Exception {
        String note = unique();
        String lines = "{\"id\":1,\"note\":\"N\"}\n{\"id\":\"x\",\"note\":\"N\"}\n\n{\"ident\":3,\"note\":\"N\"}"
                .replace("N", note);
        HttpResponse<String> answer = post("/v1/streams/hit", "application/x-ndjson", lines);
        assertProblem(answer, 422, "row-invalid", "/id");
        JsonNode errors = JSON.readTree(answer.body()).get("errors");
        assertThat(errors.findValuesAsText("line")).containsExactly("2", "4", "4");
        assertThat(answer.body()).contains("2 of 3 rows");
        assertThat(hits(note)).isEmpty();
    }

    @Test
    void conditionsAreChecked() throws Exception {
        String note = unique();
        String lines = """
            {"id":1,"amount":5,"note":"N"}
            {"id":1,"amount":1000,"note":"N"}
            {"id":1,"amount":0,"note":"N"}
            """.replace("N", note);
        HttpResponse<String> answer = post("/v1/streams/hit", "application/x-ndjson", lines);
        assertProblem(answer, 422, "row-invalid", "");
        JsonNode errors = JSON.readTree(answer.body()).get("errors");
        assertThat(errors.findValuesAsText("line")).containsExactly("2", "3");
        assertThat(errors.findValuesAsText("detail").get(0)).contains("CHECK (amount < 1000)");
        assertThat(hits(note)).isEmpty();
        accepted(post("/v1/streams/hit", "application/json", "{\"id\":1,\"amount\":null}"));
    }

    @Test
    void mistakesBeyondTheListedAreCounted() throws Exception {
        HttpResponse<String> answer = post("/v1/streams/hit", "application/x-ndjson", "{\"id\":\"x\"}\n".repeat(1000));
        assertThat(JSON.readTree(answer.body()).get("errors")).hasSize(20);
        assertThat(answer.body()).contains("980 more mistakes");
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
    void objectOfAlmostAMebibyteIsTaken() throws Exception {
        String note = unique();
        byte[] random = new byte[(1024 * 1024 - 200) / 2]; // nothing to compress
        new Random(1).nextBytes(random);
        String body = "{\"id\":1,\"note\":\"" + note + HexFormat.of().formatHex(random) + "\"}";
        accepted(post("/v1/streams/hit", "application/json", body));
        assertThat(hits(note)).hasSize(1);
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

    @Test
    void typeWithCharsetUtf8IsTaken() throws Exception {
        accepted(post("/v1/streams/hit", "Application/JSON; Charset=\"UTF-8\"", "{\"id\":1}"));
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
    void healthSaysReady() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"ready\":true,\"roles\":{\"ingest\":{\"ready\":true}}}");
    }

    @Test
    void metricsCountCommandsBySourceAndResult() throws Exception {
        accepted(post("/v1/streams/hit", "application/json", "[{\"id\":1},{\"id\":2}]"));
        post("/v1/streams/hit", "application/json", "{\"id\":\"x\"}");
        String text = get("/metrics").body();
        assertThat(text)
                .containsPattern("weirpool_commands_total\\{op=\"insert\",result=\"accepted\",source=\"hit\"\\} \\d")
                .containsPattern("weirpool_commands_total\\{op=\"insert\",result=\"row-invalid\",source=\"hit\"\\} \\d")
                .contains(
                        "weirpool_acknowledgement_seconds_bucket",
                        "weirpool_http_requests_seconds_count{method=\"POST\",route=\"/v1/streams/{source}\",status=\"202\"}");
    }

    @Test
    void errorTypesCanBeFollowed() throws Exception {
        assertThat(get("/errors/row-invalid").body()).contains("Row invalid", "HTTP 422");
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

    private static JsonNode accepted(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    private static List<ConsumerRecord<String, String>> hits(String note) {
        return broker.read("shop.hit", PARTITIONS).stream()
                .filter(r -> r.value().contains("\"" + note))
                .toList();
    }

    private static List<ConsumerRecord<String, String>> items(String region) {
        return broker.read("shop.item", PARTITIONS).stream()
                .filter(r -> r.key().contains("\"" + region))
                .toList();
    }

    private static int murmur2(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }

    private static String unique() {
        return "n" + System.nanoTime() + "n".repeat(8);
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path, type).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(ingest.url() + path)));
    }

    private static HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(ingest.url() + path)).header("Content-Type", type);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
