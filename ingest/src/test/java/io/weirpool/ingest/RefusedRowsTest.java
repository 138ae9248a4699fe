package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.hits;
import static io.weirpool.ingest.Gateway.post;
import static io.weirpool.ingest.Gateway.request;
import static io.weirpool.ingest.Gateway.send;
import static io.weirpool.ingest.Gateway.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that cannot be taken: what is said of them, and what becomes of those beside them. */
@ExtendWith(Gateway.class)
class RefusedRowsTest {
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
}
