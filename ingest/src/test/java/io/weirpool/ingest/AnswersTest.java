package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.accepted;
import static io.weirpool.ingest.Gateway.get;
import static io.weirpool.ingest.Gateway.post;
import static io.weirpool.ingest.Gateway.request;
import static io.weirpool.ingest.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Receipt;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer says beside the receipt, and what else a gateway answers. */
@ExtendWith(Gateway.class)
class AnswersTest {
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
}
