package io.weirpool.sql.compile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON value's parts, one level deep, and a value made of parts. Parts of canonical text are canonical, so they are
 * cut out and put together as they are.
 */
final class JsonParts {
    /** In which {@code jsonb} keeps the names of an object. */
    static final Comparator<String> NAMES = Comparator.comparingInt((String name) -> utf8(name).length)
            .thenComparing((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));

    private JsonParts() {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isObject(String json) {
        return json.charAt(0) == '{';
    }

    static boolean isArray(String json) {
        return json.charAt(0) == '[';
    }

    static boolean isScalar(String json) {
        return !isObject(json) && !isArray(json);
    }

    /** Names, without quotes, and values of an object, in order. */
    static Map<String, String> fields(String object) {
        Map<String, String> fields = new TreeMap<>(NAMES);
        JsonText text = new JsonText(object);
        Iterator<String> values = text.values().iterator();
        text.keys().forEach(name -> fields.put(name, values.next()));
        return fields;
    }

    /** Elements of an array; a scalar is its own only one. */
    static List<String> elements(String json) {
        return isScalar(json) ? new ArrayList<>(List.of(json)) : new JsonText(json).elements();
    }

    static String object(Map<String, String> fields) {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((name, value) -> {
            out.append(out.length() == 1 ? "" : ", ");
            io.weirpool.common.codec.JsonText.quote(name, out);
            out.append(": ").append(value);
        });
        return out.append('}').toString();
    }

    static String array(List<String> elements) {
        return "[" + String.join(", ", elements) + "]";
    }

    static String string(String text) {
        StringBuilder out = new StringBuilder();
        io.weirpool.common.codec.JsonText.quote(text, out);
        return out.toString();
    }
}
