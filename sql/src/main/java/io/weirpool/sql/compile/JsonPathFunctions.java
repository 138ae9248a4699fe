package io.weirpool.sql.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What paths of SQL/JSON find. */
public final class JsonPathFunctions {
    private JsonPathFunctions() {}

    @SqlFunction({
        "jsonb_path_exists(JSON, VARCHAR) BOOLEAN",
        "json-exists(JSON, VARCHAR) BOOLEAN",
        "@?(JSON, VARCHAR) BOOLEAN"
    })
    public static boolean exists(String json, JsonPathQuery path) {
        return !path.items(json).isEmpty();
    }

    @SqlFunction("jsonb_path_exists(JSON, VARCHAR, JSON) BOOLEAN")
    public static boolean exists(String json, JsonPathQuery path, String variables) {
        return !path.items(json, variables).isEmpty();
    }

    @SqlFunction("jsonb_path_query_array(JSON, VARCHAR, JSON) JSON")
    public static String array(String json, JsonPathQuery path, String variables) {
        return JsonParts.array(path.items(json, variables));
    }

    @SqlFunction("jsonb_path_query_first(JSON, VARCHAR, JSON) JSON")
    public static @Nullable String first(String json, JsonPathQuery path, String variables) {
        return first(path.items(json, variables));
    }

    @SqlFunction("jsonb_path_match(JSON, VARCHAR, JSON) BOOLEAN")
    public static @Nullable Boolean match(String json, JsonPathQuery path, String variables) {
        return match(path.items(json, variables));
    }

    @SqlFunction("jsonb_path_query_array(JSON, VARCHAR) JSON")
    public static String array(String json, JsonPathQuery path) {
        return JsonParts.array(path.items(json));
    }

    @SqlFunction("jsonb_path_query_first(JSON, VARCHAR) JSON")
    public static @Nullable String first(String json, JsonPathQuery path) {
        return first(path.items(json));
    }

    private static @Nullable String first(List<String> items) {
        return items.isEmpty() ? null : items.get(0);
    }

    /** NULL where the condition is unknown. */
    @SqlFunction("jsonb_path_match(JSON, VARCHAR) BOOLEAN")
    public static @Nullable Boolean match(String json, JsonPathQuery path) {
        return match(path.items(json));
    }

    private static @Nullable Boolean match(List<String> items) {
        if (items.size() != 1 || !List.of("true", "false", "null").contains(items.get(0))) {
            throw Failures.invalid("single boolean result is expected");
        }
        return items.get(0).equals("null") ? null : Boolean.valueOf(items.get(0));
    }

    /** NULL, too, where it is no condition. */
    @SqlFunction("@@(JSON, VARCHAR) BOOLEAN")
    public static @Nullable Boolean matches(String json, JsonPathQuery path) {
        List<String> items = path.items(json);
        boolean condition = items.size() == 1 && List.of("true", "false").contains(items.get(0));
        return condition ? Boolean.valueOf(items.get(0)) : null;
    }
}
