package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people do with definitions and versions of a running Weirpool: {@link ApplyRoute} and {@link VersionRoutes}. */
public final class OperateClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Server server;

    public OperateClient(Server server) {
        this.server = server;
    }

    /** What applying would do. */
    public JsonNode plan(Name pipeline, List<SourceFile> files) {
        return server.post("/v1/operate/plan", body(pipeline, files));
    }

    /**
     * The server's answer: {@code revision}, and the names of new {@code sources} and {@code views}.
     *
     * @param options query parameters
     */
    public JsonNode apply(Name pipeline, List<SourceFile> files, Map<String, String> options) {
        return server.post(Server.path("/v1/operate/apply", options), body(pipeline, files));
    }

    /**
     * A verb on a view: {@code replay}, {@code rollback} or {@code cancel}.
     *
     * @param options query parameters
     */
    public JsonNode verb(String view, String verb, Map<String, String> options) {
        return server.post(Server.path("/v1/operate/views/" + Server.encoded(view) + "/" + verb, options));
    }

    /** Every version that is not retired. */
    public JsonNode versions() {
        return server.get("/v1/operate/versions").path("versions");
    }

    /** Number of the wanted version of each view, as of this revision of the catalog or a later one. */
    public Map<String, Integer> wanted(long revision) throws InterruptedException {
        while (true) {
            JsonNode answer = server.get("/v1/views");
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

    /**
     * Waits until each of the views can be read.
     *
     * @return those that cannot after this time; all when the server serves no reads, as it has no database
     */
    public List<String> awaitReadable(List<String> views, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> left = new ArrayList<>(views);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            try {
                server.get("/v1/views/" + left.get(0) + "?limit=1");
                left.remove(0);
            } catch (ServerRefusal e) {
                if (e.code().equals(ErrorCode.DATABASE_UNAVAILABLE.slug())) {
                    return left;
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
        return left;
    }

    private static String body(Name pipeline, List<SourceFile> files) {
        ObjectNode body = JSON.createObjectNode().put("pipeline", pipeline.value());
        ArrayNode array = body.putArray("files");
        files.forEach(file -> array.addObject().put("path", file.path()).put("text", file.text()));
        return body.toString();
    }
}
