package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /v1/operate/apply}: {@code {"pipeline": "flights", "files": [{"path": "a.sql", "text": "..."}]}}. Applies
 * run one after the other.
 */
public final class ApplyRoute {
    /** JSON of the megabyte of definitions the compiler takes; escapes make it longer. */
    private static final int BODY_BYTES_MAX = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Apply apply;

    public ApplyRoute(Apply apply) {
        this.apply = apply;
    }

    /** To be mounted beside the routes of ingest. */
    public Route route() {
        return Route.blocking("POST", "/v1/operate/apply", BODY_BYTES_MAX, this::handle);
    }

    private synchronized Response handle(Request request) {
        JsonNode body = parse(request.body());
        try {
            Apply.Applied applied = apply.apply(new Name(text(body, "pipeline")), files(body));
            return Response.json(200, bytes(json(applied)));
        } catch (DefinitionException mistakes) {
            return Response.of(422, "application/problem+json", bytes(problem(mistakes, request)));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new WeirpoolException(ErrorCode.MALFORMED_JSON, "the body is not JSON", e);
        }
    }

    private static List<SourceFile> files(JsonNode body) {
        List<SourceFile> files = new ArrayList<>();
        body.path("files").forEach(file -> files.add(new SourceFile(text(file, "path"), text(file, "text"))));
        if (files.isEmpty()) {
            throw new WeirpoolException(ErrorCode.REQUEST_INVALID, "the field files is missing or empty");
        }
        return files;
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new WeirpoolException(ErrorCode.REQUEST_INVALID, "the field " + field + " is missing or no text");
        }
        return node.path(field).textValue();
    }

    private static ObjectNode json(Apply.Applied applied) {
        ObjectNode node = JSON.createObjectNode().put("revision", applied.revision());
        applied.sources().forEach(node.putArray("sources")::add);
        applied.views().forEach(node.putArray("views")::add);
        return node;
    }

    /** As other problems, with what a person needs to mend each mistake. */
    private static ObjectNode problem(DefinitionException mistakes, Request request) {
        ErrorCode first = mistakes.errors().get(0).code();
        ObjectNode node = JSON.createObjectNode()
                .put("type", "/errors/" + first.slug())
                .put("title", "Definitions do not compile")
                .put("status", 422)
                .put("detail", mistakes.getMessage())
                .put("code", first.slug())
                .put("remedy", first.remedy())
                .put("trace_id", request.context().traceId())
                .put("request_id", request.context().requestId());
        ArrayNode errors = node.putArray("errors");
        for (DefinitionError error : mistakes.errors()) {
            errors.addObject()
                    .put("code", error.code().slug())
                    .put("path", error.path())
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("detail", error.message())
                    .put("remedy", error.remedy());
        }
        return node;
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
