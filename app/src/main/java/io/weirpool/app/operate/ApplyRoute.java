package io.weirpool.app.operate;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.NearMatch;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.ingest.http.Problem;
import io.weirpool.ingest.http.ProblemException;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import io.weirpool.sql.parse.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code POST /v1/operate/apply}: {@code {"pipeline": "flights", "files": [{"path": "a.sql", "text": "..."}]}}. Applies
 * run one after the other.
 */
public final class ApplyRoute {
    /** JSON of the megabyte of definitions the compiler takes; escapes make it longer. */
    private static final int BODY_BYTES_MAX = 4 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a file in a directory can be called, with {@code /} between directories. */
    private static final Pattern PATH = Pattern.compile("[^/\\p{Cntrl}]{1,255}(/[^/\\p{Cntrl}]{1,255}){0,15}");

    private static final Set<String> MEMBERS = Set.of("pipeline", "files");
    private static final Set<String> FILE_MEMBERS = Set.of("path", "text");

    private final Apply apply;

    public ApplyRoute(Apply apply) {
        this.apply = apply;
    }

    /** To be mounted beside the routes of ingest. */
    public Route route() {
        return Route.blocking("POST", "/v1/operate/apply", BODY_BYTES_MAX, this::handle);
    }

    /** {@code POST /v1/operate/plan}: takes the same, tells what applying it would do, and does nothing. */
    public Route planRoute() {
        return Route.blocking("POST", "/v1/operate/plan", BODY_BYTES_MAX, this::plan);
    }

    private Response plan(Request request) {
        JsonNode body = parse(request.body());
        try {
            Apply.Planned planned = apply.plan(new Name(text(body, "", "pipeline")), files(body));
            return Response.json(200, bytes(PlanJson.of(planned)));
        } catch (DefinitionException mistakes) {
            return Response.of(422, "application/problem+json", bytes(problem(mistakes, request)));
        }
    }

    private synchronized Response handle(Request request) {
        JsonNode body = parse(request.body());
        try {
            Apply.Applied applied =
                    apply.apply(new Name(text(body, "", "pipeline")), files(body), VersionRoutes.options(request));
            return Response.json(200, bytes(json(applied)));
        } catch (DefinitionException mistakes) {
            return Response.of(422, "application/problem+json", bytes(problem(mistakes, request)));
        }
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            throw new WeirpoolException(ErrorCode.EMPTY_BODY, "the body is empty");
        }
        try {
            JsonNode node = JSON.readTree(body);
            onlyMembers(node, MEMBERS, "");
            return node;
        } catch (JsonProcessingException e) {
            throw malformed(e).asException();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private static Problem malformed(JsonProcessingException e) {
        String detail = "the body is not the JSON that is wanted here";
        JsonLocation place = e.getLocation();
        return place == null
                ? Problem.of(ErrorCode.MALFORMED_JSON, detail)
                : Problem.of(ErrorCode.MALFORMED_JSON, detail)
                        .withErrors(List.of(new FieldError(
                                "", place.getLineNr(), place.getColumnNr(), ErrorCode.MALFORMED_JSON, detail)));
    }

    private static void onlyMembers(JsonNode node, Set<String> known, String pointer) {
        if (!node.isObject()) {
            throw invalid(pointer, "an object is wanted");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw invalid(pointer, "there is no field " + Excerpt.of(name) + NearMatch.hint(name, known));
            }
        });
    }

    private static List<SourceFile> files(JsonNode body) {
        List<SourceFile> files = new ArrayList<>();
        JsonNode array = body.path("files");
        if (!array.isArray() || array.isEmpty()) {
            throw invalid("/files", "the field files is missing or empty");
        }
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/files/" + i;
            onlyMembers(array.get(i), FILE_MEMBERS, pointer);
            SourceFile file = new SourceFile(text(array.get(i), pointer, "path"), text(array.get(i), pointer, "text"));
            if (!PATH.matcher(file.path()).matches() || !paths.add(file.path())) {
                throw invalid(
                        pointer + "/path",
                        "the path " + Excerpt.of(file.path()) + " is no file name, or is there twice");
            }
            files.add(file);
        }
        return files;
    }

    private static String text(JsonNode node, String pointer, String field) {
        String text = node.path(field).textValue();
        if (text == null) {
            throw invalid(pointer + "/" + field, "the field " + field + " is missing or no text");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(pointer + "/" + field, "half of a surrogate pair, which is no character");
        }
        return text;
    }

    private static ProblemException invalid(String pointer, String detail) {
        return Problem.of(ErrorCode.REQUEST_INVALID, detail)
                .withErrors(List.of(new FieldError(pointer, 0, 0, ErrorCode.REQUEST_INVALID, detail)))
                .asException();
    }

    private static ObjectNode json(Apply.Applied applied) {
        ObjectNode node = JSON.createObjectNode().put("revision", applied.revision());
        applied.sources().forEach(node.putArray("sources")::add);
        applied.views().forEach(node.putArray("views")::add);
        applied.replaced().forEach(node.putArray("replaced")::add);
        applied.dropped().forEach(node.putArray("dropped")::add);
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
        MistakesJson.addTo(node, mistakes);
        return node;
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
