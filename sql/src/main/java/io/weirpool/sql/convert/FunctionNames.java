package io.weirpool.sql.convert;

import java.util.Locale;
import java.util.Map;

/** Names of functions that stand for others. */
public final class FunctionNames {
    /** Calcite's or a standard name, lower case, and PostgreSQL's. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("char_length", "length"),
            Map.entry("character_length", "length"),
            Map.entry("ceiling", "ceil"),
            Map.entry("truncate", "trunc"),
            Map.entry("substr", "substring"),
            Map.entry("pow", "power"),
            Map.entry("translate3", "translate"),
            Map.entry("json_array_length", "jsonb_array_length"),
            Map.entry("json_typeof", "jsonb_typeof"),
            Map.entry("json_extract_path", "jsonb_extract_path"),
            Map.entry("json_extract_path_text", "jsonb_extract_path_text"),
            Map.entry("json_array_elements", "jsonb_array_elements"),
            Map.entry("json_array_elements_text", "jsonb_array_elements_text"),
            Map.entry("json_object_keys", "jsonb_object_keys"),
            Map.entry("json_each", "jsonb_each"),
            Map.entry("json_each_text", "jsonb_each_text"),
            Map.entry("datepart", "date_part"));

    private FunctionNames() {}

    /** In lower case. */
    public static String postgres(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(lower, lower);
    }
}
