package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL/JSON ({@code $.a[*] ? (@.n > 1)}) in lax mode, as PostgreSQL's {@code jsonpath}: arrays are unwrapped where a
 * step wants what is in them, a value is an array of itself where a step wants an array, and what is not there is nothing. Such a
 * path has no errors. Thread-safe.
 */
public final class JsonPathQuery {
    private final Path path;

    private JsonPathQuery(Path path) {
        this.path = path;
    }

    /** @throws ExpressionFailure for what is no path, or more than is read here */
    public static JsonPathQuery of(String text) {
        return new JsonPathQuery(JsonPathReader.read(text));
    }

    /** What it finds in a canonical JSON text, in order. */
    List<String> items(String json) {
        return path.items(json, json);
    }

    /** What a path finds: in the whole value {@code $}, or in what a filter looks at, {@code @}. */
    interface Path {
        List<String> items(String root, String current);
    }

    /** A condition; null is unknown. */
    interface Condition {
        @Nullable Boolean of(String root, String current);
    }

    /** What a step makes of one item. */
    interface Step {
        List<String> from(String root, String item);
    }

    /** A path and a step more, before which arrays are unwrapped once if the step is for what is in them. */
    static Path then(Path path, Step step, boolean unwraps) {
        return (root, current) -> {
            List<String> found = new ArrayList<>();
            for (String item : path.items(root, current)) {
                List<String> each = unwraps && JsonParts.isArray(item) ? JsonParts.elements(item) : List.of(item);
                each.forEach(one -> found.addAll(step.from(root, one)));
            }
            return found;
        };
    }

    static List<String> field(String item, String name) {
        String value = JsonParts.isObject(item) ? new JsonText(item).field(name) : null;
        return value == null ? List.of() : List.of(value);
    }

    static List<String> fields(String item) {
        return JsonParts.isObject(item) ? new JsonText(item).values() : List.of();
    }

    /** The elements from one place to another, counted from 0; null stands for the last. */
    static List<String> elements(String item, @Nullable Integer from, @Nullable Integer to) {
        List<String> elements = wrapped(item);
        int last = elements.size() - 1;
        int first = from == null ? Math.max(last, 0) : from;
        int end = Math.min(to == null ? last : to, last);
        return first > end ? List.of() : elements.subList(first, end + 1);
    }

    static List<String> wrapped(String item) {
        return JsonParts.isArray(item) ? JsonParts.elements(item) : List.of(item);
    }

    /** True when it holds for a pair of items; then unknown when it is for one, as where types differ. */
    static Condition compared(Path left, String operator, Path right) {
        return (root, current) -> {
            boolean unknown = false;
            for (String a : unwrapped(left.items(root, current))) {
                for (String b : unwrapped(right.items(root, current))) {
                    Boolean holds = holds(a, operator, b);
                    if (holds == null) {
                        unknown = true;
                    } else if (holds) {
                        return true;
                    }
                }
            }
            return unknown ? null : Boolean.FALSE;
        };
    }

    private static List<String> unwrapped(List<String> items) {
        List<String> unwrapped = new ArrayList<>();
        items.forEach(item -> unwrapped.addAll(wrapped(item)));
        return unwrapped;
    }

    private static @Nullable Boolean holds(String a, String operator, String b) {
        if (operator.equals("starts with")) {
            return (isString(a) && isString(b)) ? JsonText.unquoted(a).startsWith(JsonText.unquoted(b)) : null;
        }
        String sort = JsonPaths.type(a);
        if (!sort.equals(JsonPaths.type(b))) {
            return (a.equals("null") || b.equals("null")) ? Boolean.valueOf(operator.equals("!=")) : null;
        }
        if (!JsonParts.isScalar(a)) {
            return null;
        }
        int order = JsonTests.compare(a, b);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isString(String item) {
        return item.startsWith("\"");
    }

    static Condition exists(Path path) {
        return (root, current) -> !path.items(root, current).isEmpty();
    }

    static Condition not(Condition condition) {
        return (root, current) -> {
            Boolean holds = condition.of(root, current);
            return holds == null ? null : Boolean.valueOf(!holds);
        };
    }

    static Condition isUnknown(Condition condition) {
        return (root, current) -> condition.of(root, current) == null;
    }

    /** Both, or with {@code decisive} true either. */
    static Condition joined(Condition left, Condition right, boolean decisive) {
        return (root, current) -> {
            Boolean a = left.of(root, current);
            if (a != null && a == decisive) {
                return decisive;
            }
            Boolean b = right.of(root, current);
            if (b != null && b == decisive) {
                return decisive;
            }
            return (a == null || b == null) ? null : Boolean.valueOf(!decisive);
        };
    }

    /** A condition as a path of its own has one item. */
    static Path answer(Condition condition) {
        return (root, current) -> List.of(String.valueOf(condition.of(root, current)));
    }

    static final Map<String, Step> METHODS = Map.of(
            "type", (root, item) -> List.of(JsonParts.string(JsonPaths.type(item))),
            "size",
                    (root, item) -> List.of(String.valueOf(
                            JsonParts.isArray(item) ? wrapped(item).size() : 1)));
}
