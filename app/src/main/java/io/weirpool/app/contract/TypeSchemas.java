package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.model.SqlType;

/**
 * The JSON Schema (2020-12) of a type's values, as {@code docs/types.md} maps them. What is sent may be written in more
 * ways than what is answered: a DECIMAL may come as a number, and leaves as a string.
 */
final class TypeSchemas {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?";
    private static final String ZONE = "([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)";
    /** What a view computes can be before the year 1 and after 9999. */
    private static final String ANY_DATE = "[0-9]{4,7}-[0-9]{2}-[0-9]{2}";

    private static final String ERA = "( BC)?";

    private TypeSchemas() {}

    /** Of what a client sends. */
    static ObjectNode sent(SqlType type) {
        return nullable(type, sentValue(type));
    }

    /** Of what stands in an answer. */
    static ObjectNode answered(SqlType type) {
        return nullable(type, answeredValue(type));
    }

    private static ObjectNode sentValue(SqlType type) {
        return switch (type.kind()) {
            case DECIMAL -> {
                ObjectNode either = JSON.createObjectNode();
                ArrayNode anyOf = either.putArray("anyOf");
                anyOf.addObject().put("type", "number");
                anyOf.add(text("^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
                yield either.put("description", type + ", exactly; a string keeps every digit");
            }
            case CHAR ->
                type.precision() == SqlType.UNBOUNDED ? string() : text("^[\\s\\S]{0," + type.precision() + "} *$");
            case DATE -> text("^" + DATE + "$").put("format", "date");
            case TIME -> text("^" + TIME + "$");
            case TIMESTAMP -> text("^" + DATE + "[Tt ]" + TIME + "$");
            case TIMESTAMPTZ -> text("^" + DATE + "[Tt ]" + TIME + ZONE + "$").put("format", "date-time");
            case INTERVAL -> string().put("description", "ISO 8601's duration, or what PostgreSQL prints");
            default -> type.kind().isArray() ? array(sent(type.element())) : common(type);
        };
    }

    private static ObjectNode answeredValue(SqlType type) {
        return switch (type.kind()) {
            case DECIMAL -> text(decimal(type)).put("description", type.toString());
            case CHAR -> limited(type);
            case DATE -> text("^(" + ANY_DATE + ERA + "|-?infinity)$");
            case TIME -> text("^" + TIME + "$");
            case TIMESTAMP -> text("^(" + ANY_DATE + "T" + TIME + "(T| )?" + ERA + "|-?infinity)$");
            case TIMESTAMPTZ -> text("^(" + ANY_DATE + "T" + TIME + "Z(T| )?" + ERA + "|-?infinity)$");
            case INTERVAL -> string().put("description", "ISO 8601's duration");
            default -> type.kind().isArray() ? array(answered(type.element())) : common(type);
        };
    }

    private static String decimal(SqlType type) {
        if (type.precision() == SqlType.UNBOUNDED) {
            return "^(-?[0-9]+(\\.[0-9]+)?|NaN|-?Infinity)$";
        }
        String fraction = type.scale() == 0 ? "" : "\\.[0-9]{" + type.scale() + "}";
        return "^-?[0-9]{1," + Math.max(1, type.precision() - type.scale()) + "}" + fraction + "$";
    }

    /** What is written and read in one form. */
    private static ObjectNode common(SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> JSON.createObjectNode().put("type", "boolean");
            case SMALLINT -> integer(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE).put("format", "int32");
            case BIGINT -> integer(Long.MIN_VALUE, Long.MAX_VALUE).put("format", "int64");
            case REAL -> floating("float");
            case DOUBLE -> floating("double");
            case VARCHAR -> limited(type);
            case UUID ->
                text("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$").put("format", "uuid");
            case VARBINARY -> string().put("contentEncoding", "base64");
            case JSON -> JSON.createObjectNode().put("description", "any JSON value");
            default -> throw new IllegalArgumentException(type + " has two forms");
        };
    }

    private static ObjectNode limited(SqlType type) {
        return type.precision() == SqlType.UNBOUNDED ? string() : string().put("maxLength", type.precision());
    }

    private static ObjectNode string() {
        return JSON.createObjectNode().put("type", "string");
    }

    private static ObjectNode text(String pattern) {
        return string().put("pattern", pattern);
    }

    private static ObjectNode integer(long min, long max) {
        return JSON.createObjectNode()
                .put("type", "integer")
                .put("minimum", min)
                .put("maximum", max);
    }

    private static ObjectNode floating(String format) {
        ObjectNode either = JSON.createObjectNode();
        ArrayNode anyOf = either.putArray("anyOf");
        anyOf.addObject().put("type", "number").put("format", format);
        anyOf.addObject().putArray("enum").add("NaN").add("Infinity").add("-Infinity");
        return either;
    }

    private static ObjectNode array(ObjectNode items) {
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        array.set("items", items);
        return array;
    }

    /** NULL is null. A schema without a type takes it as it is. */
    static ObjectNode nullable(SqlType type, ObjectNode schema) {
        if (!type.nullable()) {
            return schema;
        }
        if (schema.path("anyOf") instanceof ArrayNode either) {
            either.addObject().put("type", "null");
        } else if (schema.has("type")) {
            String only = schema.path("type").asText();
            schema.putArray("type").add(only).add("null");
        }
        return schema;
    }
}
