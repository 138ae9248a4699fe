package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What JSON holds, and which of two values comes first. */
public final class JsonTests {
    private JsonTests() {}

    /** Whether each field, element and scalar of the second is in the first, at the same place. */
    @SqlFunction("@>(JSON, JSON) BOOLEAN")
    public static boolean contains(String json, String part) {
        if (JsonParts.isScalar(json) && JsonParts.isScalar(part)) {
            return compare(json, part) == 0;
        }
        if (JsonParts.isArray(json) && JsonParts.isScalar(part)) {
            return hasScalar(JsonParts.elements(json), part);
        }
        return holds(json, part);
    }

    @SqlFunction("<@(JSON, JSON) BOOLEAN")
    public static boolean isContained(String part, String json) {
        return contains(json, part);
    }

    private static boolean holds(String json, String part) {
        if (JsonParts.isScalar(part)) {
            return JsonParts.isScalar(json) && compare(json, part) == 0;
        }
        if (JsonParts.isObject(part)) {
            return JsonParts.isObject(json) && holdsFields(JsonParts.fields(json), JsonParts.fields(part));
        }
        return JsonParts.isArray(json) && holdsElements(JsonParts.elements(json), JsonParts.elements(part));
    }

    private static boolean holdsFields(Map<String, String> fields, Map<String, String> parts) {
        return parts.entrySet().stream().allMatch(part -> {
            String value = fields.get(part.getKey());
            return value != null && holds(value, part.getValue());
        });
    }

    private static boolean holdsElements(List<String> elements, List<String> parts) {
        return parts.stream()
                .allMatch(part -> JsonParts.isScalar(part)
                        ? hasScalar(elements, part)
                        : elements.stream().anyMatch(element -> holds(element, part)));
    }

    private static boolean hasScalar(List<String> elements, String scalar) {
        return elements.stream().anyMatch(e -> JsonParts.isScalar(e) && compare(e, scalar) == 0);
    }

    /** Whether there is a field of that name, or a string of that text. */
    @SqlFunction("?(JSON, VARCHAR) BOOLEAN")
    public static boolean has(String json, String name) {
        return JsonParts.isObject(json)
                ? JsonParts.fields(json).containsKey(name)
                : JsonParts.elements(json).contains(JsonParts.string(name));
    }

    @SqlFunction("?|(JSON, VARCHAR[]) BOOLEAN")
    public static boolean hasAny(String json, ArrayValue names) {
        return names.elements().stream().anyMatch(name -> name != null && has(json, (String) name));
    }

    @SqlFunction("?&(JSON, VARCHAR[]) BOOLEAN")
    public static boolean hasAll(String json, ArrayValue names) {
        return names.elements().stream().allMatch(name -> name == null || has(json, (String) name));
    }

    /**
     * PostgreSQL's order: null, strings, numbers, booleans, arrays, objects; longer ones after shorter, but an array
     * without elements is before all.
     */
    @SqlFunction(value = "compare(JSON, JSON) INTEGER", comparison = true)
    public static int compare(String a, String b) {
        boolean emptyA = a.equals("[]");
        boolean emptyB = b.equals("[]");
        if (emptyA || emptyB) {
            return Boolean.compare(emptyB, emptyA);
        }
        return compareInside(a, b);
    }

    private static int compareInside(String a, String b) {
        int kind = kind(a);
        if (kind != kind(b)) {
            return Integer.compare(kind, kind(b));
        }
        return switch (a.charAt(0)) {
            case '{' -> compareFields(JsonParts.fields(a), JsonParts.fields(b));
            case '[' -> compareElements(JsonParts.elements(a), JsonParts.elements(b));
            case '"' -> Comparison.compare(JsonText.unquoted(a), JsonText.unquoted(b));
            case 'n' -> 0;
            case 't', 'f' -> Boolean.compare(a.equals("true"), b.equals("true"));
            default -> new BigDecimal(a).compareTo(new BigDecimal(b));
        };
    }

    private static int kind(String json) {
        return switch (json.charAt(0)) {
            case 'n' -> 0;
            case '"' -> 1;
            case 't', 'f' -> 3;
            case '[' -> 4;
            case '{' -> 5;
            default -> 2;
        };
    }

    private static int compareElements(List<String> a, List<String> b) {
        if (a.size() != b.size()) {
            return Integer.compare(a.size(), b.size());
        }
        Iterator<String> others = b.iterator();
        for (String element : a) {
            int compared = compareInside(element, others.next());
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compareFields(Map<String, String> a, Map<String, String> b) {
        return compareElements(flat(a), flat(b));
    }

    private static List<String> flat(Map<String, String> fields) {
        List<String> flat = new ArrayList<>();
        fields.forEach((name, value) -> {
            flat.add(JsonParts.string(name));
            flat.add(value);
        });
        return flat;
    }
}
