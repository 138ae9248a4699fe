package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.hits;
import static io.weirpool.ingest.Gateway.id;
import static io.weirpool.ingest.Gateway.murmur2;
import static io.weirpool.ingest.Gateway.post;
import static io.weirpool.ingest.Gateway.request;
import static io.weirpool.ingest.Gateway.send;
import static io.weirpool.ingest.Gateway.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents in their three forms. */
@ExtendWith(Gateway.class)
class EventsTest {
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
                .extracting(Gateway::id)
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
}
