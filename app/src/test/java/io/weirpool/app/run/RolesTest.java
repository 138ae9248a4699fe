package io.weirpool.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.config.Settings;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles whose Kafka and PostgreSQL are not there: they start, and say so. */
class RolesTest {
    private static final int NOBODY = 1; // a port nothing listens on

    @TempDir
    Path directory;

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap", "127.0.0.1:" + NOBODY);
        settings.put("database.url", "jdbc:postgresql://127.0.0.1:" + NOBODY + "/nobody");
        settings.put("database.user", "nobody");
        settings.put("database.password", "none");
        settings.put("http.port", "0");
        settings.put("processor.state.directory", directory.resolve("state").toString());
        return settings;
    }

    private static Roles start(Map<String, String> settings, Metrics metrics, String... roles) {
        return Roles.start(RunConfig.from(Settings.of(settings), Set.of(roles)), metrics.registry());
    }

    private static HttpResponse<String> get(Roles roles, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(roles.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void aRoleSaysHowItIs(String role) throws IOException, InterruptedException {
        try (Metrics metrics = new Metrics();
                Roles roles = start(settings(), metrics, role)) {
            assertThat(roles.url().getHost()).isEqualTo("127.0.0.1");
            assertThat(get(roles, "/livez").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(roles, "/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("{\"" + role + "\":{\"ready\":false,\"reason\":\"");
            HttpResponse<String> exported = get(roles, "/metrics");
            assertThat(exported.statusCode()).isEqualTo(200);
            assertThat(exported.body()).contains("weirpool_ready{role=\"" + role + "\"} 0.0", "jvm_memory_used_bytes");
        }
    }

    @Test
    void aProcessorAloneServesHealthAndMetrics() throws IOException, InterruptedException {
        aRoleSaysHowItIs("processor");
    }

    @Test
    void aSinkAloneServesHealthAndMetrics() throws IOException, InterruptedException {
        aRoleSaysHowItIs("sink");
    }

    @Test
    void ingestServesThemBesideItsRoutes() throws IOException, InterruptedException {
        aRoleSaysHowItIs("ingest");
    }

    @Test
    void healthIsForThisMachineUnlessSomebodyInsists() {
        Map<String, String> open = settings();
        open.put("health.listen", "0.0.0.0");
        try (Metrics metrics = new Metrics()) {
            assertThatThrownBy(() -> start(open, metrics, "sink"))
                    .isInstanceOf(WeirpoolException.class)
                    .hasMessageContaining("health.listen is 0.0.0.0")
                    .hasMessageContaining("http.insecure-listen");
            open.put("http.insecure-listen", "true");
            try (Roles roles = start(open, metrics, "sink")) {
                assertThat(roles.url().getPort()).isPositive();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (Metrics metrics = new Metrics();
                Roles first = start(settings(), metrics, "sink")) {
            Map<String, String> same = settings();
            same.put("health.port", Integer.toString(first.url().getPort()));

            assertThatThrownBy(() -> start(same, metrics, "sink"))
                    .isInstanceOf(WeirpoolException.class)
                    .hasMessageContaining("127.0.0.1:" + first.url().getPort())
                    .hasMessageContaining("another health.port");
        }
    }

    @Test
    void twoProcessorsDoNotShareAStateDirectory() {
        try (Metrics metrics = new Metrics();
                Roles first = start(settings(), metrics, "processor")) {
            assertThat(first.running()).hasSize(1);
            assertThatThrownBy(() -> start(settings(), metrics, "processor"))
                    .isInstanceOfSatisfying(
                            WeirpoolException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIRECTORY_IN_USE))
                    .hasMessageContaining("processor.state.directory");
        }
    }
}
