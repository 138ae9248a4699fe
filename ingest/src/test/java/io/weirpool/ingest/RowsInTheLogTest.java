package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.PARTITIONS;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.broker;
import static io.weirpool.ingest.Gateway.hits;
import static io.weirpool.ingest.Gateway.items;
import static io.weirpool.ingest.Gateway.murmur2;
import static io.weirpool.ingest.Gateway.post;
import static io.weirpool.ingest.Gateway.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Receipt;
import io.weirpool.common.topic.Topics;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are taken, as the log holds them. */
@ExtendWith(Gateway.class)
class RowsInTheLogTest {
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

    @Test
    void whatOnlyLooksBadIsKeptAsItIs() throws Exception {
        String body = """
            {"id":1,"n":1.2345678901234567890123,"v":"=c\u200b","r":-0.0,"j":{"__proto__":1,"@type":"x","b":1,"b":2},"a":[1,null]}
            """;
        accepted(post("/v1/streams/kept", "application/json", "\ufeff" + body)); // B32, B40, and a byte order mark
        assertThat(broker().read("shop.kept", 1)).singleElement().satisfies(r -> {
            JsonNode row = JSON.readTree(r.value());
            assertThat(row.get("n").asText()).isEqualTo("1.2345678901234567890123");
            assertThat(row.get("v").asText()).isEqualTo("=c\u200b");
            assertThat(row.get("j").toString()).isEqualTo("{\"b\":2,\"@type\":\"x\",\"__proto__\":1}"); // as jsonb
            assertThat(row.get("a").toString()).isEqualTo("[1,null]");
        });
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
    void objectOfAlmostAMebibyteIsTaken() throws Exception {
        String note = unique();
        byte[] random = new byte[(1024 * 1024 - 200) / 2]; // nothing to compress
        new Random(1).nextBytes(random);
        String body = "{\"id\":1,\"note\":\"" + note + HexFormat.of().formatHex(random) + "\"}";
        accepted(post("/v1/streams/hit", "application/json", body));
        assertThat(hits(note)).hasSize(1);
    }

    @Test
    void typeWithCharsetUtf8IsTaken() throws Exception {
        accepted(post("/v1/streams/hit", "Application/JSON; Charset=\"UTF-8\"", "{\"id\":1}"));
    }

    @Test
    void partitionsWithoutRowsOfAStreamWithAWatermarkGetTicks() throws Exception {
        JsonNode accepted =
                accepted(post("/v1/streams/timed", "application/json", "{\"id\":7,\"at\":\"2026-01-01T00:00:00Z\"}"));
        assertThat(accepted.get("accepted").asInt()).isEqualTo(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(broker().read("shop.timed", PARTITIONS).stream()
                                .filter(r -> r.value() == null)
                                .map(r -> new String(
                                        r.headers()
                                                .lastHeader(Topics.HEADER_TICK)
                                                .value(),
                                        UTF_8)))
                        .containsExactly("1767225600000000", "1767225600000000", "1767225600000000"));
    }
}
