package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.operate.ApplyClient.ServerRefusal;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls the routes {@code /v1/operate/...} of a running Weirpool. */
public final class OperateClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public OperateClient(URI server) {
        this.server = server;
    }

    /** What applying would do. */
    public JsonNode plan(Name pipeline, List<SourceFile> files) {
        return post("plan", Map.of(), body(pipeline, files));
    }

    /**
     * A verb on a view: {@code replay}, {@code rollback} or {@code cancel}.
     *
     * @param options query parameters
     * @throws ServerRefusal with the server's words
     */
    public JsonNode verb(String view, String verb, Map<String, String> options) {
        return post("views/" + URLEncoder.encode(view, StandardCharsets.UTF_8) + "/" + verb, options, "");
    }

    /** Every version that is not retired. */
    public JsonNode versions() {
        return send(ServerRequest.to(server, "/v1/operate/versions")
                        .timeout(TIMEOUT)
                        .build())
                .path("versions");
    }

    /** Number of the wanted version of each view, as of this revision of the catalog or a later one. */
    public Map<String, Integer> wanted(long revision) throws InterruptedException {
        while (true) {
            JsonNode answer =
                    send(ServerRequest.to(server, "/v1/views").timeout(TIMEOUT).build());
            if (answer.path("revision").asLong() >= revision) {
                Map<String, Integer> versions = new TreeMap<>();
                answer.path("views")
                        .forEach(v -> versions.put(
                                v.path("name").asText(), v.path("version").asInt()));
                return versions;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS); // the server follows the catalog within milliseconds
        }
    }

    private JsonNode post(String path, Map<String, String> options, String body) {
        String query = options.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(ServerRequest.to(server, "/v1/operate/" + path + (query.isEmpty() ? "" : "?" + query))
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new ServerRefusal(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new ServerRefusal(
                    "no Weirpool answers at %s (%s): start one with 'weirpool dev'".formatted(server, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal("interrupted while waiting for " + server);
        }
    }

    static String body(Name pipeline, List<SourceFile> files) {
        ObjectNode body = JSON.createObjectNode().put("pipeline", pipeline.value());
        ArrayNode array = body.putArray("files");
        files.forEach(file -> array.addObject().put("path", file.path()).put("text", file.text()));
        return body.toString();
    }
}
