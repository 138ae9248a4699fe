package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Schemas of our own objects, one line a member: {@code name type}, with {@code ?} after a name that may be missing, {@code
 * []} after a type for an array of it, {@code |null} where it may be null. A type that begins with {@code #} is another
 * schema of the document.
 */
final class Shape {
    private static final String ARRAY = "[]";
    private static final String NULL = "|null";

    private Shape() {}

    /** An object with these members and no others. */
    static ObjectNode object(String... members) {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (String member : members) {
            String name = member.substring(0, member.indexOf(' '));
            properties.set(name.replace("?", ""), type(member.substring(name.length() + 1)));
            if (!name.endsWith("?")) {
                required.add(name);
            }
        }
        object.set("required", required);
        return object.put("additionalProperties", false);
    }

    static ObjectNode type(String text) {
        if (text.endsWith(NULL)) {
            return orNull(type(text.substring(0, text.length() - NULL.length())));
        }
        if (text.endsWith(ARRAY)) {
            return array(type(text.substring(0, text.length() - ARRAY.length())));
        }
        return text.startsWith("#")
                ? reference(text.substring(1))
                : JSON.createObjectNode().put("type", text);
    }

    static ObjectNode array(ObjectNode items) {
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        array.set("items", items);
        return array;
    }

    static ObjectNode anyOf(ObjectNode... schemas) {
        ObjectNode either = JSON.createObjectNode();
        ArrayNode all = either.putArray("anyOf");
        for (ObjectNode schema : schemas) {
            all.add(schema);
        }
        return either;
    }

    static ObjectNode reference(String schema) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            return anyOf(schema, type("null"));
        }
        String only = schema.path("type").asText();
        schema.putArray("type").add(only).add("null");
        return schema;
    }
}
