package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.PARTITIONS;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.broker;
import static io.weirpool.ingest.Gateway.hits;
import static io.weirpool.ingest.Gateway.id;
import static io.weirpool.ingest.Gateway.murmur2;
import static io.weirpool.ingest.Gateway.request;
import static io.weirpool.ingest.Gateway.send;
import static io.weirpool.ingest.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.topic.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that a request or a row has, and what is sent again under them. */
@ExtendWith(Gateway.class)
class RequestKeysTest {
    @Test
    void eachRowOfARequestWithAKeyHasAnIdThatDecidesItsPartition() throws Exception {
        String note = unique();
        String rows = "[{\"id\":1,\"note\":\"" + note + "\"},{\"id\":2,\"note\":\"" + note + "\"}]";
        accepted(keyed("/v1/streams/hit", note, rows));
        assertThat(hits(note))
                .extracting(Gateway::id)
                .containsExactlyInAnyOrder("key\n" + note + "\n1", "key\n" + note + "\n2");
        assertThat(hits(note)).allSatisfy(r -> assertThat(r.partition()).isEqualTo(murmur2(id(r))));
    }

    @Test
    void repeatUnderItsKeyIsAcceptedHoweverItIsWritten() throws Exception {
        String note = unique();
        accepted(keyed("/v1/streams/hit", note, "{\"id\":1,\"note\":\"" + note + "\"}"));
        accepted(keyed("/v1/streams/hit", note, "[ {\"note\":\"" + note + "\", \"id\":1} ]"));
        assertThat(hits(note))
                .extracting(Gateway::id)
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
        assertThat(broker().read("shop.payment", PARTITIONS)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("[12]");
            assertThat(record.value()).contains(region);
            assertThat(record.partition()).isEqualTo(murmur2("[12]"));
            assertThat(record.headers().lastHeader(Topics.HEADER_ID)).isNull();
        });
    }

    private static HttpResponse<String> keyed(String path, String key, String body) throws Exception {
        return send(
                request(path, "application/json").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }
}
