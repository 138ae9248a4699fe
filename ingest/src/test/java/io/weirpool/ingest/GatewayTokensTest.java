package io.weirpool.ingest;

import static io.weirpool.ingest.Gateway.JSON;
import static io.weirpool.ingest.Gateway.assertProblem;
import static io.weirpool.ingest.Gateway.broker;
import static io.weirpool.ingest.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.access.Scope;
import io.weirpool.common.kafka.TokenTopic;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.limit.Limits;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that asks for tokens, beside others on the same broker. */
@ExtendWith(Gateway.class)
class GatewayTokensTest {
    private static Ingest guarded;

    @BeforeAll
    static void start() {
        guarded = guarded();
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    private static Ingest guarded() {
        return Ingest.start(
                guardedConfig(),
                broker().config(),
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
        TokenTopic.put(broker().config(), "weirpool", made.token());
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
        TokenTopic.revoke(broker().config(), "weirpool", good.token().id());
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
            TokenTopic.revoke(broker().config(), "weirpool", revoked.token().id());
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
}
