package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weirpool.common.catalog.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code POST} of each source, in every form a body can have. */
final class SourcePaths {
    private static final String JSON_TYPE = "application/json";
    private static final String EVENT = "application/cloudevents+json";
    private static final String ACCEPTED = "Accepted";

    private final Document document;

    SourcePaths(Document document) {
        this.document = document;
        ObjectNode accepted =
                Shape.object("receipt string", "accepted integer", "rejected? integer", "errors? #Mistake[]");
        accepted.put("description", "All that was accepted is in the log for good.");
        document.schemas().set(ACCEPTED, accepted);
    }

    void add(Source source) {
        String name = source.name().value();
        String kind = Rows.kind(source);
        document.schemas().set(name, Rows.taken(source));
        String folder = source.isTable() ? "/v1/tables/" : "/v1/streams/";
        Operation post = document.add(
                "POST",
                folder + name,
                folder + "{source}",
                name,
                Tags.COMMANDS,
                "post_" + name,
                (source.isTable() ? "Upsert or delete rows of the table " : "Append rows to the stream ") + name);
        post.describe("Every row is checked before the first is sent. 202: all are in the log for good.");
        headers(post);
        post.query(
                "partial",
                "Whether the rows that can be taken are taken when others cannot.",
                Shape.type("boolean").put("default", false));
        if (source.isTable()) {
            document.schemas().set(keySchema(source), Rows.key(source));
            ObjectNode operations = Shape.type("string").put("default", "upsert");
            operations.putArray("enum").add("upsert").add("delete");
            post.query("op", "`delete` takes the key alone.", operations);
        }
        bodies(post, source, kind);
        answers(post);
    }

    static String keySchema(Source table) {
        return table.name().value() + ".key";
    }

    private static void headers(Operation post) {
        post.header(
                "Idempotency-Key",
                "Names the request: the same again under it has no second effect.",
                Shape.type("string").put("maxLength", 255).put("pattern", "^[!-~]+$"));
        post.header(
                "Prefer",
                "`wait=5`: wait up to so many seconds, 30 at most, until the views reflect it.",
                Shape.type("string"));
        post.header("traceparent", "W3C trace context; goes along with the rows.", Shape.type("string"));
        ObjectNode codings = Shape.type("string");
        codings.putArray("enum").add("identity").add("gzip").add("zstd");
        post.header("Content-Encoding", "How the body is compressed.", codings);
    }

    private void bodies(Operation post, Source source, String kind) {
        ObjectNode row = source.isTable()
                ? Shape.anyOf(Shape.reference(source.name().value()), Shape.reference(keySchema(source)))
                : Shape.reference(source.name().value());
        List<JsonNode> examples =
                ExampleRows.of(source).stream().map(SourcePaths::tree).toList();
        ObjectNode oneOrMany = Shape.anyOf(row, Shape.array(row.deepCopy()));
        post.body(JSON_TYPE, oneOrMany);
        post.body("application/x-ndjson", Shape.type("string").put("description", "One row a line."));
        post.body(EVENT, event(row));
        post.body("application/cloudevents-batch+json", Shape.array(event(row.deepCopy())));
        if (examples.isEmpty()) {
            return; // the conditions are met by no row that was drawn: no example is better than a wrong one
        }
        ArrayNode many = JSON.createArrayNode();
        examples.forEach(many::add);
        post.body(JSON_TYPE, oneOrMany, "one", examples.get(0));
        post.body(JSON_TYPE, oneOrMany, "many", many);
        StringBuilder lines = new StringBuilder();
        examples.forEach(example -> lines.append(example).append('\n'));
        post.body(
                "application/x-ndjson",
                Shape.type("string").put("description", "One row a line."),
                "lines",
                new TextNode(lines.toString()));
        JsonNode event = exampleEvent(source, kind, examples.get(0));
        post.body(EVENT, event(row), "event", event);
        post.body(
                "application/cloudevents-batch+json",
                Shape.array(event(row.deepCopy())),
                "events",
                JSON.createArrayNode().add(event));
    }

    private static ObjectNode event(ObjectNode row) {
        ObjectNode event = Shape.object("specversion string", "id string", "source string", "type string");
        event.put("additionalProperties", true)
                .put("description", "CloudEvents 1.0; `source` and `id` name the command.");
        event.withObject("/properties").set("data", row);
        ((ObjectNode) event.at("/properties/specversion")).put("const", "1.0");
        return event;
    }

    private static ObjectNode exampleEvent(Source source, String kind, JsonNode row) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "example-1")
                .put("source", "/example")
                .put("type", source.name() + "." + kind)
                .put("datacontenttype", JSON_TYPE);
        event.set("data", row);
        return event;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was just written
        }
    }

    private static void answers(Operation post) {
        for (int status : new int[] {200, 202}) {
            post.answers(
                            status,
                            status == 200
                                    ? "In the log, and the views reflect it (with `Prefer: wait`)."
                                    : "In the log.",
                            JSON_TYPE,
                            Shape.reference(ACCEPTED))
                    .answerHeader(status, "Weirpool-Receipt", "The receipt.")
                    .answerHeader(status, "Location", "What became of it.");
        }
        post.problems(400, 404, 408, 409, 413, 414, 415, 422, 431, 503);
    }
}
