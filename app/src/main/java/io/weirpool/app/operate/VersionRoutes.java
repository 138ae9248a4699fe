package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.operate.Versions.Changed;
import io.weirpool.common.catalog.Revision;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/operate/versions}, {@code POST /v1/operate/views/{view}/replay}, {@code .../resume}, {@code .../rollback} and {@code .../cancel}. */
public final class VersionRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_BODY = 0;

    private final Versions versions;
    private final Supplier<Revision> catalog;

    /** @param catalog the newest revision known; asked at each request */
    public VersionRoutes(Versions versions, Supplier<Revision> catalog) {
        this.versions = versions;
        this.catalog = catalog;
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/operate/versions", request -> list()),
                Route.blocking("POST", "/v1/operate/views/{view}/replay", NO_BODY, this::replay),
                Route.blocking("POST", "/v1/operate/views/{view}/resume", NO_BODY, this::resume),
                Route.blocking("POST", "/v1/operate/views/{view}/rollback", NO_BODY, this::rollback),
                Route.blocking("POST", "/v1/operate/views/{view}/cancel", NO_BODY, this::cancel));
    }

    private Response list() {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode list = node.putArray("versions");
        for (Versions.Standing one : versions.standing(catalog.get())) {
            ObjectNode version = list.addObject()
                    .put("view", one.view())
                    .put("version", one.version())
                    .put("state", one.state())
                    .put("records_done", one.done())
                    .put("records", one.records());
            if (one.waitsFor() != null) {
                version.put("waits_for", one.waitsFor());
            }
        }
        return Response.json(200, node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Response replay(Request request) {
        String view = request.pathParameter("view");
        return json(request.queryParameter("from")
                .map(from -> versions.replay(view, options(request), Moments.read("from", from)))
                .orElseGet(() -> versions.replay(view, options(request))));
    }

    private Response resume(Request request) {
        return json(versions.resume(request.pathParameter("view"), options(request)));
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
