package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code /openapi.json} says, done: its examples are sent and taken, what comes back is held against the schemas it
 * promises, and it follows an apply. On the pipeline of {@link ObservabilityTest}.
 */
final class Contract {
    private static final String MORE = """
        CREATE STREAM everything (
            a BOOLEAN NOT NULL, b SMALLINT, c INTEGER NOT NULL CHECK (c > 40), d BIGINT, e REAL, f DOUBLE PRECISION,
            g DECIMAL(10, 2), h NUMERIC, i VARCHAR(12) CHECK (CHAR_LENGTH(i) = 3), j CHAR(4), k DATE, l TIME(3),
            m TIMESTAMP(3), n TIMESTAMP(6) WITH TIME ZONE, o INTERVAL, p UUID, q VARBINARY, r JSON,
            s DECIMAL(5, 1) ARRAY, t VARCHAR ARRAY) WITH ('partitions' = '1');
        CREATE TABLE place (id INTEGER NOT NULL, at DECIMAL(4, 1) NOT NULL, name VARCHAR, PRIMARY KEY (id, at))
            WITH ('partitions' = '1');
        CREATE MATERIALIZED VIEW kept AS SELECT * FROM everything;
        CREATE MATERIALIZED VIEW places AS SELECT id, at, name FROM place;
        CREATE MATERIALIZED VIEW sums AS
            SELECT a, COUNT(*) AS n, SUM(d) AS d, AVG(g) AS g, MAX(n) AS last FROM everything GROUP BY a;
        """;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private JsonNode document;

    Contract(DevProcess dev) throws Exception {
        url = dev.url();
        document = tree(get("/openapi.json"));
    }

    void walkThrough() throws Exception {
        followsAnApply();
        String receipt = examplesAreTaken();
        readsHaveTheirSchemas(receipt);
        answersHaveTheirSchemas();
        problemsHaveTheirs();
    }

    private void followsAnApply() throws Exception {
        JsonNode post = document.at("/paths/~1v1~1operate~1apply/post");
        ObjectNode definitions = post.at("/requestBody/content/application~1json/examples/now/value")
                .deepCopy();
        assertThat(definitions.withArray("/files")).isNotEmpty();
        definitions.withArray("/files").addObject().put("path", "more.sql").put("text", MORE);
        HttpResponse<String> applied = send("POST", "/v1/operate/apply", "application/json", definitions.toString());
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
        holds(post.at("/responses/200/content/application~1json/schema"), tree(applied), "apply");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            document = tree(get("/openapi.json"));
            assertThat(document.path("paths").has("/v1/streams/everything")).isTrue();
            assertThat(document.path("paths").has("/v1/views/kept")).isTrue();
        });
        assertThat(tree(get("/asyncapi.json")).path("channels").has("everything"))
                .isTrue();
    }

    /** The receipt of the last. */
    private String examplesAreTaken() throws Exception {
        String receipt = "";
        int taken = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (!path.getKey().matches("/v1/(streams|tables)/.*")) {
                continue;
            }
            JsonNode post = path.getValue().path("post");
            for (Map.Entry<String, JsonNode> form :
                    post.at("/requestBody/content").properties()) {
                for (JsonNode example : form.getValue().path("examples")) {
                    JsonNode value = example.path("value");
                    holds(form.getValue().path("schema"), value, path.getKey() + " " + form.getKey());
                    String body = value.isTextual() ? value.textValue() : value.toString();
                    receipt = taken(post, path.getKey(), form.getKey(), body);
                    taken++;
                }
            }
            if (path.getKey().startsWith("/v1/tables/")) {
                deletes(post, path.getKey());
            }
        }
        assertThat(taken).as("examples").isEqualTo(4 * 5);
        return receipt;
    }

    private String taken(JsonNode post, String path, String type, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, type, body);
        assertThat(answer.statusCode())
                .as(path + " " + type + body + answer.body())
                .isEqualTo(202);
        holds(post.at("/responses/202/content/application~1json/schema"), tree(answer), path);
        return tree(answer).path("receipt").asText();
    }

    private void deletes(JsonNode post, String path) throws Exception {
        JsonNode example = post.at("/requestBody/content/application~1json/examples/one/value");
        String name = path.substring(path.lastIndexOf('/') + 1);
        ObjectNode key = example.deepCopy();
        Set<String> wanted = Set.copyOf(texts(document.at("/components/schemas/" + name + ".key/required")));
        key.retain(wanted);
        taken(post, path + "?op=delete", "application/json", key.toString());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private void readsHaveTheirSchemas(String receipt) throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (!path.getKey().startsWith("/v1/views/")) {
                continue;
            }
            JsonNode schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                HttpResponse<String> answer = get(path.getKey() + "?at_least=" + receipt);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(tree(answer)).as(path.getKey()).isNotEmpty();
                holds(schema, tree(answer), path.getKey());
            });
            for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                String name = parameter.path("name").asText();
                if (parameter.path("schema").path("items").has("pattern")) { // a column
                    HttpResponse<String> filtered = get(path.getKey() + "?" + name + "=not.is.null&select=" + name);
                    assertThat(filtered.statusCode()).as(filtered.body()).isEqualTo(200);
                    holds(schema, tree(filtered), path.getKey() + " " + name);
                }
            }
        }
    }

    /** Every GET that wants nothing to be known before. */
    private void answersHaveTheirSchemas() throws Exception {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
            if (!path.getKey().contains("{") && !schema.isMissingNode()) {
                HttpResponse<String> answer = get(path.getKey());
                assertThat(answer.statusCode())
                        .as(path.getKey() + answer.body())
                        .isEqualTo(200);
                holds(schema, tree(answer), path.getKey());
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(10);
        JsonNode verify = document.at("/paths/~1v1~1operate~1verify~1{view}");
        HttpResponse<String> begun = send("POST", "/v1/operate/verify/places", "application/json", "");
        holds(verify.at("/post/responses/202/content/application~1json/schema"), tree(begun), "verify");
        holds(
                verify.at("/get/responses/200/content/application~1json/schema"),
                tree(get("/v1/operate/verify/places")),
                "verdict");
        holds(
                document.at(
                        "/paths/~1v1~1operate~1views~1{view}~1explain/get/responses/200/content/application~1json/schema"),
                tree(get("/v1/operate/views/places/explain")),
                "explain");
        HttpResponse<String> posted = send("POST", "/v1/tables/place", "application/json", "{\"id\":7,\"at\":\"1.5\"}");
        holds(
                document.at("/paths/~1v1~1receipts~1{receipt}/get/responses/200/content/application~1json/schema"),
                tree(get(posted.headers().firstValue("Location").orElseThrow())),
                "receipt");
    }

    private void problemsHaveTheirs() throws Exception {
        problem(send("POST", "/v1/streams/everything", "application/json", "{\"c\":1}"), 422);
        problem(send("POST", "/v1/streams/everything", "application/json", "{"), 400);
        problem(send("POST", "/v1/streams/everything", "text/plain", "{}"), 415);
        problem(get("/v1/views/kept?nothing=eq.1"), 400);
        problem(get("/v1/receipts/nonsense"), 400);
        problem(get("/errors/no-such-code"), 404);
    }

    private void problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        holds(
                document.at("/components/responses/Problem" + status + "/content/application~1problem+json/schema"),
                tree(answer),
                answer.body());
    }

    /** The schema with the document's others beside it, so that its references are found. */
    private void holds(JsonNode schema, JsonNode value, String what) {
        assertThat(schema.isObject()).as("schema of " + what).isTrue();
        ObjectNode whole = JSON.createObjectNode();
        ArrayNode all = whole.putArray("allOf");
        all.add(schema);
        whole.set("components", document.path("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        assertThat(compiled.validate(value)).as(what + ": " + value).isEmpty();
    }

    private static JsonNode tree(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
