package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The topics as AsyncAPI 3: logs, which producers may write to themselves, and the topics of views, which anybody may
 * follow.
 */
final class AsyncApi {
    private static final String JSON_TYPE = "application/json";
    private static final String BINDING = "0.5.0";
    private static final String DELETE = ".delete";

    private final Revision revision;
    private final ObjectNode channels = JSON.createObjectNode();
    private final ObjectNode operations = JSON.createObjectNode();
    private final ObjectNode messages = JSON.createObjectNode();
    private final ObjectNode schemas = JSON.createObjectNode();

    private AsyncApi(Revision revision) {
        this.revision = revision;
    }

    static ObjectNode of(Revision revision) {
        return new AsyncApi(revision).document();
    }

    private ObjectNode document() {
        revision.sources().forEach(this::log);
        revision.views().forEach(this::topic);
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.set("info", OpenApi.info(revision));
        document.put("defaultContentType", JSON_TYPE);
        document.set("channels", channels);
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("messages", messages);
        return document;
    }

    private void log(Source source) {
        String name = source.name().value();
        schemas.set(name, Rows.taken(source));
        ObjectNode row = message(name, "A row: " + (source.isTable() ? "upserts its key." : "is appended."));
        row.set("payload", Shape.reference(name));
        row.set("headers", headers());
        key(row, source.isKeyed() ? key(source.columns(), source.key()) : anyKey());
        examples(row, source);
        ObjectNode channel = channel(name, Topics.log(revision.pipeline(), source.name()), source.partitions());
        channel.put(
                "description",
                "The log of the " + Rows.kind(source) + " `" + name + "`. The partition is the murmur2 hash of the "
                        + (source.isKeyed() ? "key" : "id, where there is one,") + " modulo " + source.partitions()
                        + ".");
        if (source.isTable()) {
            ObjectNode delete = message(name + DELETE, "No value: deletes the row of the key.");
            delete.set("payload", Shape.type("null"));
            delete.set("headers", headers());
            key(delete, key(source.columns(), source.key()));
        }
        operation("take_" + name, "receive", name, channel);
    }

    private static void examples(ObjectNode message, Source source) {
        for (String example : ExampleRows.of(source)) {
            ObjectNode one = message.withArray("/examples").addObject().put("name", "row");
            try {
                one.set("payload", JSON.readTree(example));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // it was just written
            }
        }
    }

    private void topic(View view) {
        String name = view.name().value();
        schemas.set(name, written(view));
        ObjectNode row = message(name, "The row of the key as it is now.");
        row.set("payload", Shape.reference(name));
        ObjectNode headers = JSON.createObjectNode().put("type", "object");
        header(headers, Topics.HEADER_TRACEPARENT, "W3C trace context of the last command that led to the row.");
        header(headers, Topics.HEADER_MARKER, "How far the view is; such a record is no row, pass over it.");
        header(headers, Topics.HEADER_ERROR, "A key that cannot be computed; such a record is no row, pass over it.");
        row.set("headers", headers);
        ObjectNode key =
                view.key() instanceof ViewKey.Columns columns ? key(view.columns(), columns.indexes()) : anyKey();
        key(row, key);
        ObjectNode delete = message(name + DELETE, "No value: the row of the key is gone.");
        delete.set("payload", Shape.type("null"));
        key(delete, key.deepCopy());
        ObjectNode channel =
                channel(name, Topics.view(revision.pipeline(), view.name(), view.version()), view.partitions());
        channel.put(
                "description",
                "The rows of the view `" + name + "`, version " + view.version()
                        + ". Read committed: what is not committed is not there.");
        operation("give_" + name, "send", name, channel);
    }

    private static ObjectNode written(View view) {
        ObjectNode row = Rows.answered(view);
        row.remove("minProperties");
        row.put("description", "A row of the view `" + view.name() + "`.");
        ArrayNode required = row.putArray("required");
        for (Column column : view.columns().columns()) {
            if (column.type().kind() != TypeKind.JSON) { // NULL is left out there, as null is a value
                required.add(column.name().value());
            }
        }
        if (view.key() instanceof ViewKey.RowHash) {
            row.withObject("/properties")
                    .putObject(Topics.COUNT_FIELD)
                    .put("type", "integer")
                    .put("minimum", 1)
                    .put("description", "How often the row is there.");
        }
        return row;
    }

    private ObjectNode message(String name, String summary) {
        return messages.putObject(name)
                .put("name", name)
                .put("summary", summary)
                .put("contentType", JSON_TYPE);
    }

    private static ObjectNode headers() {
        ObjectNode headers = JSON.createObjectNode().put("type", "object");
        header(headers, Topics.HEADER_ID, "Names the command: a second one with the same id has no effect. UTF-8.");
        header(headers, Topics.HEADER_TRACEPARENT, "W3C trace context.");
        return headers;
    }

    private static void header(ObjectNode headers, String name, String description) {
        headers.withObject("/properties").putObject(name).put("type", "string").put("description", description);
    }

    /** A JSON array of the columns in the key's order; written so that equal keys have equal bytes. */
    private static ObjectNode key(RowType columns, List<Integer> key) {
        ObjectNode array = JSON.createObjectNode()
                .put("type", "array")
                .put("minItems", key.size())
                .put(
                        "description",
                        "The key columns in order, canonical: no blanks, numbers without zeros at their end.");
        ArrayNode items = array.putArray("prefixItems");
        key.forEach(index -> items.add(keyPart(columns.type(index))));
        return array.put("items", false);
    }

    private static ObjectNode keyPart(SqlType type) {
        boolean decimal = type.kind() == TypeKind.DECIMAL;
        return decimal ? Shape.type("number") : TypeSchemas.answered(type);
    }

    private static ObjectNode anyKey() {
        return JSON.createObjectNode().put("description", "Bytes that mean nothing to readers, or none.");
    }

    private static void key(ObjectNode message, ObjectNode schema) {
        ObjectNode kafka = message.withObject("/bindings").putObject("kafka");
        kafka.set("key", schema);
        kafka.put("bindingVersion", BINDING);
    }

    private ObjectNode channel(String name, String topic, int partitions) {
        ObjectNode channel = channels.putObject(name).put("address", topic);
        channel.withObject("/bindings")
                .putObject("kafka")
                .put("topic", topic)
                .put("partitions", partitions)
                .put("bindingVersion", BINDING);
        return channel;
    }

    /** As seen from here: what producers send is received. */
    private void operation(String id, String action, String name, ObjectNode channel) {
        ObjectNode operation = operations.putObject(id).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + name);
        ArrayNode of = operation.putArray("messages");
        for (String message : List.of(name, name + DELETE)) {
            if (messages.has(message)) {
                channel.withObject("/messages").putObject(message).put("$ref", "#/components/messages/" + message);
                of.addObject().put("$ref", "#/channels/" + name + "/messages/" + message);
            }
        }
    }
}
