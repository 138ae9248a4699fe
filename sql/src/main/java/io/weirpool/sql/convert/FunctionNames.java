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
            Map.entry("datepart", "date_part"));

    private FunctionNames() {}

    /** In lower case. */
    public static String postgres(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(lower, lower);
    }
}
