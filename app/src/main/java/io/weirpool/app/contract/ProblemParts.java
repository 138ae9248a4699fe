package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Problem documents: one schema, and one response for each status with the codes it can have. */
final class ProblemParts {
    private static final Set<Integer> WITH_RETRY = Set.of(429, 503);

    private ProblemParts() {}

    static void addSchemas(ObjectNode schemas) {
        ObjectNode place =
                Shape.object("pointer string", "line? integer", "column? integer", "code string", "detail? string");
        place.put("description", "A mistake in the body: JSON pointer, line and column (from 1, in bytes).");
        schemas.set("Mistake", place);
        ObjectNode problem = Shape.object(
                "type string",
                "title string",
                "status integer",
                "detail string",
                "code #Code",
                "remedy string",
                "errors? object[]",
                "trace_id string",
                "request_id string");
        problem.put("description", "RFC 9457. `type` is `/errors/<code>`, which says what to do.");
        schemas.set(Operation.PROBLEM, problem);
        ObjectNode code = Shape.type("string").put("description", "Stable; `remedy` is what to do next.");
        ArrayNode codes = code.putArray("enum");
        Arrays.stream(ErrorCode.values()).map(ErrorCode::slug).forEach(codes::add);
        schemas.set("Code", code);
    }

    static void addResponses(ObjectNode responses) {
        Set<Integer> statuses = new TreeSet<>();
        Arrays.stream(ErrorCode.values()).map(ErrorCode::status).forEach(statuses::add);
        statuses.forEach(status -> responses.set(Operation.PROBLEM + status, response(status)));
    }

    private static ObjectNode response(int status) {
        List<ErrorCode> codes = Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .toList();
        ObjectNode response = JSON.createObjectNode().put("description", description(codes));
        if (WITH_RETRY.contains(status)) {
            header(response, "Retry-After", "Seconds after which to try again.");
        }
        if (status == ErrorCode.UNAUTHENTICATED.status()) {
            header(response, "WWW-Authenticate", "Bearer, and what was wrong with the token.");
        }
        ObjectNode media = response.withObject("/content").putObject("application/problem+json");
        ObjectNode schema = media.putObject("schema");
        ArrayNode all = schema.putArray("allOf");
        all.add(Shape.reference(Operation.PROBLEM));
        ArrayNode allowed =
                all.addObject().putObject("properties").putObject("code").putArray("enum");
        codes.forEach(code -> allowed.add(code.slug()));
        return response;
    }

    private static void header(ObjectNode response, String name, String description) {
        ObjectNode header = response.withObject("/headers").putObject(name).put("description", description);
        header.set("schema", Shape.type("string"));
    }

    private static String description(List<ErrorCode> codes) {
        StringBuilder text = new StringBuilder();
        for (ErrorCode code : codes) {
            text.append("- `")
                    .append(code.slug())
                    .append("`: ")
                    .append(code.remedy())
                    .append('\n');
        }
        return text.toString().strip();
    }
}
