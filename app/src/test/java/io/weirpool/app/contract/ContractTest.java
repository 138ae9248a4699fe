package io.weirpool.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.run.Metrics;
import io.weirpool.app.run.Roles;
import io.weirpool.app.run.RunConfig;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.config.Settings;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Name;
import io.weirpool.ingest.Ingest;
import io.weirpool.ingest.http.Route;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The documents against the routes of a server whose Kafka is not there, and against their own standards. */
class ContractTest {
    private static final String DEFINITIONS = """
        CREATE STREAM reading (
            sensor INTEGER NOT NULL CHECK (sensor > 0 AND sensor <= 500),
            unit VARCHAR(8) NOT NULL CHECK (unit IN ('C', 'F')),
            degrees DECIMAL(5, 2) NOT NULL CHECK (degrees BETWEEN -80 AND 80),
            batch VARCHAR CHECK (CHAR_LENGTH(batch) = 3),
            note VARCHAR(20), at TIMESTAMP(3) WITH TIME ZONE CHECK (at > TIMESTAMP WITH TIME ZONE '2031-05-06 07:08:09.5Z'), ratio DOUBLE PRECISION, extra JSON, tags VARCHAR ARRAY,
            photo VARBINARY, id UUID, day DATE, noon TIME, place CHAR(4), span INTERVAL,
            spot ROW(room VARCHAR(9), at ROW(x INTEGER, y DECIMAL(3, 1)), since DATE) CHECK ((spot).at.x BETWEEN 1 AND 9),
            CHECK (sensor * 2 > 41));
        CREATE TABLE sensor (id INTEGER NOT NULL, name VARCHAR(5) NOT NULL, PRIMARY KEY (id));
        CREATE STREAM never (a INTEGER NOT NULL CHECK (a > 5 AND a < 6));
        CREATE MATERIALIZED VIEW per_sensor AS
            SELECT sensor, COUNT(*) AS n, MAX(degrees) AS most, MAX(at) AS at FROM reading GROUP BY sensor;
        CREATE MATERIALIZED VIEW notes AS SELECT note, extra FROM reading;
        """;

    private static final Revision REVISION = Applied.of("weather", DEFINITIONS);

    @Test
    void everyRouteIsInTheDocumentAndEveryPathIsARoute() throws Exception {
        JsonNode document = OpenApi.of(REVISION, Access.OPEN);
        Map<String, String> settings = Map.of(
                "kafka.bootstrap", "127.0.0.1:1",
                "database.url", "jdbc:postgresql://127.0.0.1:1/nobody",
                "database.user", "nobody",
                "database.password", "none",
                "http.port", "0");
        try (Metrics metrics = new Metrics();
                Roles roles =
                        Roles.start(RunConfig.from(Settings.of(settings), Set.of("ingest")), metrics.registry())) {
            Set<String> routes = new TreeSet<>();
            for (Route route : ((Ingest) roles.running().get(0)).routes()) {
                routes.add(route.method() + " " + route.path());
            }
            Set<String> described = new TreeSet<>();
            for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
                Set<String> methods = new HashSet<>(Set.of("OPTIONS"));
                path.getValue().fieldNames().forEachRemaining(method -> {
                    methods.add(method.toUpperCase(Locale.ROOT));
                    described.add(method.toUpperCase(Locale.ROOT) + " " + pattern(path.getKey()));
                });
                if (methods.contains("GET")) {
                    methods.add("HEAD");
                }
                assertThat(allowed(roles, path.getKey())).as(path.getKey()).isEqualTo(methods);
            }
            assertThat(described).isEqualTo(routes);
        }
    }

    /** The route of a path that names a source or a view. */
    private static String pattern(String path) {
        return path.replaceFirst("^/v1/(streams|tables)/.*", "/v1/$1/{source}")
                .replaceFirst("^/v1/views/.*", "/v1/views/{view}");
    }

    private static Set<String> allowed(Roles roles, String path) throws Exception {
        String filled = path.replaceAll("\\{[a-z]+}", "x");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(roles.url().resolve(filled))
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        return Set.of(answer.headers().firstValue("Allow").orElse("nothing").split(", "));
    }

    @Test
    void conditionsOfAColumnNarrowItsSchema() {
        JsonNode columns = OpenApi.of(REVISION, Access.OPEN).at("/components/schemas/reading/properties");

        assertThat(columns.path("sensor").toString())
                .isEqualTo("{\"type\":\"integer\",\"format\":\"int32\",\"exclusiveMinimum\":0,\"maximum\":500}");
        assertThat(columns.at("/unit/enum").toString()).isEqualTo("[\"C\",\"F\"]");
        assertThat(columns.at("/unit/maxLength").asInt()).isEqualTo(8);
        assertThat(columns.at("/degrees/anyOf/0").toString())
                .isEqualTo("{\"type\":\"number\",\"minimum\":-80,\"maximum\":80}");
        assertThat(columns.at("/note/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(OpenApi.of(REVISION, Access.OPEN)
                        .at("/components/schemas/reading/required")
                        .toString())
                .isEqualTo("[\"sensor\",\"unit\",\"degrees\"]");
    }

    @Test
    void aRowIsAnObject() {
        JsonNode spot = OpenApi.of(REVISION, Access.OPEN).at("/components/schemas/reading/properties/spot");

        assertThat(spot.toString())
                .isEqualTo("{\"type\":[\"object\",\"null\"],\"properties\":{"
                        + "\"room\":{\"type\":[\"string\",\"null\"],\"maxLength\":9},"
                        + "\"at\":{\"type\":[\"object\",\"null\"],\"properties\":{"
                        + "\"x\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"minimum\":1,\"maximum\":9},"
                        + "\"y\":" + spot.at("/properties/at/properties/y")
                        + "},\"required\":[],\"additionalProperties\":false},"
                        + "\"since\":" + spot.at("/properties/since")
                        + "},\"required\":[],\"additionalProperties\":false}");
        JsonNode example = AsyncApi.of(REVISION).at("/components/messages/reading/examples/0/payload/spot");
        assertThat(example.at("/at/x").asInt()).isBetween(1, 9);
        assertThat(example.path("room").isTextual() && example.has("since")).isTrue();
    }

    @Test
    void examplesSatisfyConditionsAndThereIsNoneWhereNoRowDoes() {
        assertThat(ExampleRows.of(REVISION.source("reading").orElseThrow())).hasSize(2);
        assertThat(ExampleRows.of(REVISION.source("never").orElseThrow())).isEmpty();
        assertThat(OpenApi.of(REVISION, Access.OPEN)
                        .at("/paths/~1v1~1streams~1never/post/requestBody/content/application~1json")
                        .has("examples"))
                .isFalse();
    }

    @Test
    void problemsHaveEveryCodeUnderItsStatus() {
        JsonNode document = OpenApi.of(REVISION, Access.OPEN);
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(document.at("/components/responses/Problem" + code.status()
                                    + "/content/application~1problem+json/schema/allOf/1/properties/code/enum")
                            .toString())
                    .contains("\"" + code.slug() + "\"");
        }
        assertThat(document.at("/components/schemas/Code/enum")).hasSize(ErrorCode.values().length);
    }

    @Test
    void scopesAreThoseTheGuardAsksFor() {
        Access all = new Access(true, Optional.of("https://id.example/"), true, true);
        JsonNode document = OpenApi.of(REVISION, all);

        assertThat(document.at("/paths/~1v1~1streams~1reading/post/security").toString())
                .isEqualTo("[{\"token\":[\"ingest:reading\"],\"certificate\":[]},"
                        + "{\"oidc\":[\"ingest:reading\"],\"certificate\":[]}]");
        assertThat(document.at("/paths/~1v1~1views~1notes/get/security/0/token/0")
                        .asText())
                .isEqualTo("read:notes");
        assertThat(document.at("/paths/~1v1~1views/get/security/0/token")).isEmpty();
        assertThat(document.at("/paths/~1v1~1operate~1apply/post/security/0/token/0")
                        .asText())
                .isEqualTo("operate");
        assertThat(document.at("/paths/~1docs/get/security").toString()).isEqualTo("[{\"certificate\":[]}]");
        assertThat(document.at("/paths/~1v1~1views~1notes/get/responses").has("429"))
                .isTrue();
        assertThat(document.at("/paths/~1livez/get/responses").has("429")).isFalse();
        assertThat(document.at("/components/securitySchemes/oidc/openIdConnectUrl")
                        .asText())
                .isEqualTo("https://id.example/.well-known/openid-configuration");
        assertThat(OpenApi.of(REVISION, Access.OPEN).toString()).doesNotContain("security");
    }

    @Test
    void documentsFollowTheCatalog() throws Exception {
        AtomicReference<Revision> catalog = new AtomicReference<>(Revision.empty(new Name("weather")));
        ContractRoutes routes = new ContractRoutes(catalog::get, Access.OPEN);
        assertThat(get(routes, "/openapi.json").at("/paths").has("/v1/streams/reading"))
                .isFalse();

        catalog.set(REVISION);

        assertThat(get(routes, "/openapi.json").at("/paths").has("/v1/streams/reading"))
                .isTrue();
        assertThat(get(routes, "/asyncapi.json").at("/channels/reading/address").asText())
                .isEqualTo("weather.reading");
    }

    private static JsonNode get(ContractRoutes routes, String path) throws Exception {
        return new ObjectMapper().readTree(Routes.body(routes.routes(), path));
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        List<String> ids = OpenApi.of(REVISION, Access.OPEN).path("paths").findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Arrays.asList("read_notes", "post_sensor")).isSubsetOf(ids);
    }

    @Test
    void topicsHaveTheirKeysHeadersAndForms() {
        JsonNode document = AsyncApi.of(REVISION);

        assertThat(document.at("/channels/per_sensor/address").asText()).isEqualTo("weather.per_sensor.v1");
        assertThat(document.at("/components/messages/sensor.delete/payload/type")
                        .asText())
                .isEqualTo("null");
        assertThat(document.at("/components/messages/sensor/bindings/kafka/key/prefixItems/0/type")
                        .asText())
                .isEqualTo("integer");
        assertThat(document.at("/components/messages/reading/headers/properties")
                        .has("weirpool-id"))
                .isTrue();
        assertThat(document.at("/components/messages/reading/headers/properties")
                        .has("traceparent"))
                .isTrue();
        assertThat(document.at("/components/schemas/notes/required").toString())
                .as("a JSON column is left out when it is NULL")
                .isEqualTo("[\"note\"]");
        assertThat(document.at("/operations/take_reading/action").asText()).isEqualTo("receive");
        assertThat(document.at("/operations/give_notes/action").asText()).isEqualTo("send");
    }

    @Test
    void thePageIsMadeOfOwnFilesOnly() throws Exception {
        ContractRoutes routes = new ContractRoutes(() -> REVISION, Access.OPEN);
        String page = Routes.body(routes.routes(), "/docs");
        String script = Routes.body(routes.routes(), "/docs/docs.js");
        assertThat(page).contains("docs/docs.js", "docs/docs.css").doesNotContain("://", "style=", "onclick");
        assertThat(script).doesNotContain("://", "innerHTML", "eval(");
        assertThat(Routes.header(routes.routes(), "/docs", "Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe");
    }
}
