package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of JSON arrays and the members of JSON objects, as rows. */
public final class JsonRows {
    private JsonRows() {}

    @SqlFunction("jsonb_array_elements(JSON) JSON")
    public static List<String> elements(String json) {
        if (!json.startsWith("[")) {
            throw Failures.invalid("cannot extract elements from " + (json.startsWith("{") ? "an object" : "a scalar"));
        }
        return new JsonText(json).elements();
    }

    @SqlFunction("jsonb_array_elements_text(JSON) VARCHAR")
    public static List<@Nullable String> elementTexts(String json) {
        return texts(elements(json));
    }

    @SqlFunction("jsonb_object_keys(JSON) VARCHAR")
    public static List<String> keys(String json) {
        if (!json.startsWith("{")) {
            throw Failures.invalid(
                    "cannot call jsonb_object_keys on " + (json.startsWith("[") ? "an array" : "a scalar"));
        }
        return new JsonText(json).keys();
    }

    @SqlFunction("jsonb_path_query(JSON, VARCHAR) JSON")
    public static List<String> found(String json, JsonPathQuery path) {
        return path.items(json);
    }

    @SqlFunction("jsonb_path_query(JSON, VARCHAR, JSON) JSON")
    public static List<String> found(String json, JsonPathQuery path, String variables) {
        return path.items(json, variables);
    }

    /** The first column of {@code jsonb_each} and {@code jsonb_each_text}. */
    @SqlFunction("jsonb_each.key(JSON) VARCHAR")
    public static List<String> memberNames(String json) {
        return members(json).keys();
    }

    /** The second column of {@code jsonb_each}. */
    @SqlFunction("jsonb_each.value(JSON) JSON")
    public static List<String> memberValues(String json) {
        return members(json).values();
    }

    /** The second column of {@code jsonb_each_text}. */
    @SqlFunction("jsonb_each_text.value(JSON) VARCHAR")
    public static List<@Nullable String> memberTexts(String json) {
        return texts(memberValues(json));
    }

    private static JsonText members(String json) {
        if (!json.startsWith("{")) {
            throw Failures.invalid("cannot call jsonb_each on a non-object");
        }
        return new JsonText(json);
    }

    private static List<@Nullable String> texts(List<String> values) {
        List<@Nullable String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(Json.text(value)));
        return texts;
    }
}
