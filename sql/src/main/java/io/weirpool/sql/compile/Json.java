package io.weirpool.sql.compile;

import org.jspecify.annotations.Nullable;

/**
 * Functions of JSON, on canonical text: no white space but one blank after {@code :} and {@code ,}, so a part of it is
 * canonical, too, and is cut out as it is.
 */
public final class Json {
    private Json() {}

    @SqlFunction({"->(JSON, VARCHAR) JSON", "[](JSON, VARCHAR) JSON"})
    public static @Nullable String field(String json, String key) {
        return new JsonText(json).field(key);
    }

    @SqlFunction("->(JSON, INTEGER) JSON")
    public static @Nullable String element(String json, int index) {
        return new JsonText(json).element(index);
    }

    /** Unlike {@code ->}, a scalar has no element 0. */
    @SqlFunction("[](JSON, INTEGER) JSON")
    public static @Nullable String subscript(String json, int index) {
        return JsonParts.isScalar(json) ? null : element(json, index);
    }

    @SqlFunction("->>(JSON, VARCHAR) VARCHAR")
    public static @Nullable String fieldText(String json, String key) {
        return text(field(json, key));
    }

    @SqlFunction("->>(JSON, INTEGER) VARCHAR")
    public static @Nullable String elementText(String json, int index) {
        return text(element(json, index));
    }

    static @Nullable String text(@Nullable String json) {
        if (json == null || json.equals("null")) {
            return null;
        }
        return json.startsWith("\"") ? JsonText.unquoted(json) : json;
    }
}
