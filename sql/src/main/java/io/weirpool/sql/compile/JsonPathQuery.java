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
    /** The deepest level there can be; from it to itself are the scalars. */
    static final int LAST = Integer.MAX_VALUE;

    private static final String NO_VARIABLES = "{}";

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
        return items(json, NO_VARIABLES);
    }

    /**
     * The same, of a path that may have variables.
     *
     * @param variables a JSON object with their values
     * @throws ExpressionFailure when it is none, or has not one that the path has
     */
    List<String> items(String json, String variables) {
        if (!JsonParts.isObject(variables)) {
            throw Failures.invalid("\"vars\" argument is not an object");
        }
        return path.items(new Root(json, variables), json);
    }

    /** The value that a path is applied to, and those of its variables, {@code $x}. */
    record Root(String json, String variables) {
        List<String> variable(String name) {
            List<String> value = field(variables, name);
            if (value.isEmpty()) {
                throw Failures.invalid("could not find jsonpath variable \"%s\"".formatted(name));
            }
            return value;
        }
    }

    /** What a path finds: in the whole value {@code $}, or in what a filter looks at, {@code @}. */
    interface Path {
        List<String> items(Root root, String current);
    }

    /** A condition; null is unknown. */
    interface Condition {
        @Nullable Boolean of(Root root, String current);
    }

    /** What a step makes of one item. */
    interface Step {
        List<String> from(Root root, String item);
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

    /** What is within at the levels from {@code first} to {@code last}, the value itself being at 0. */
    static List<String> within(String item, int first, int last) {
        List<String> found = new ArrayList<>();
        within(item, 0, first, last, found);
        return found;
    }

    private static void within(String item, int level, int first, int last, List<String> found) {
        boolean leaf = JsonParts.isScalar(item);
        if (level >= first || (first == LAST && last == LAST && leaf && level > 0)) {
            found.add(item);
        }
        if (level < last && !leaf) {
            List<String> parts = JsonParts.isArray(item) ? JsonParts.elements(item) : fields(item);
            parts.forEach(part -> within(part, level + 1, first, last, found));
        }
    }

    static List<String> wrapped(String item) {
        return JsonParts.isArray(item) ? JsonParts.elements(item) : List.of(item);
    }

    /** True when it holds for a pair of items; then unknown when it is for one, as where types differ. */
    static Condition compared(Path left, String operator, Path right) {
        return (root, current) -> {
            boolean unknown = false;
            List<String> ones = unwrapped(left.items(root, current));
            List<String> others = unwrapped(right.items(root, current));
            for (String a : ones) {
                for (String b : others) {
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

    /** True when one of the items is a string in which the expression finds something; then unknown when one is none. */
    static Condition like(Path left, RegexText regex, String options) {
        regex.with(options);
        return (root, current) -> {
            boolean unknown = false;
            for (String item : unwrapped(left.items(root, current))) {
                if (!isString(item)) {
                    unknown = true;
                } else if (RegexText.find(regex.in(JsonText.unquoted(item), options), 0)) {
                    return true;
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
