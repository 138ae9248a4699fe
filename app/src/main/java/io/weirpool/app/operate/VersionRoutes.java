package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.operate.Versions.Changed;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code POST /v1/operate/views/{view}/replay}, {@code .../rollback} and {@code .../cancel}. */
public final class VersionRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_BODY = 0;

    private final Versions versions;

    public VersionRoutes(Versions versions) {
        this.versions = versions;
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(
                Route.blocking("POST", "/v1/operate/views/{view}/replay", NO_BODY, this::replay),
                Route.blocking("POST", "/v1/operate/views/{view}/rollback", NO_BODY, this::rollback),
                Route.blocking("POST", "/v1/operate/views/{view}/cancel", NO_BODY, this::cancel));
    }

    private Response replay(Request request) {
        return json(versions.replay(request.pathParameter("view"), options(request)));
    }

    private Response rollback(Request request) {
        return json(versions.rollback(request.pathParameter("view"), options(request)));
    }

    private Response cancel(Request request) {
        return json(versions.cancel(request.pathParameter("view")));
    }

    /** Query parameters {@code keep} and {@code throttle}. */
    static BuildOptions options(Request request) {
        return BuildOptions.parse(
                request.queryParameter("keep").orElse(null),
                request.queryParameter("throttle").orElse(null));
    }

    private static Response json(Changed changed) {
        ObjectNode node = JSON.createObjectNode().put("revision", changed.revision());
        ArrayNode views = node.putArray("views");
        changed.views()
                .forEach(v -> views.addObject().put("name", v.name().value()).put("version", v.version()));
        return Response.json(200, node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
