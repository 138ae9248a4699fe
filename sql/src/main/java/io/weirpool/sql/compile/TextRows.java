package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts cut into rows. */
public final class TextRows {
    private TextRows() {}

    @SqlFunction(takesNulls = true, value = "string_to_table(VARCHAR, VARCHAR) VARCHAR")
    public static List<@Nullable String> split(@Nullable String text, @Nullable String separator) {
        return split(text, separator, null);
    }

    /**
     * Without a separator each character is a row.
     *
     * @param nullText what becomes NULL
     */
    @SqlFunction(takesNulls = true, value = "string_to_table(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static List<@Nullable String> split(
            @Nullable String text, @Nullable String separator, @Nullable String nullText) {
        List<@Nullable String> parts = new ArrayList<>();
        if (text == null || text.isEmpty()) {
            return parts;
        }
        for (String part : parts(text, separator)) {
            parts.add(part.equals(nullText) ? null : part);
        }
        return parts;
    }

    private static List<String> parts(String text, @Nullable String separator) {
        if (separator == null) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = end(text, separator, 0); end >= 0; end = end(text, separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int end(String text, String separator, int from) {
        return separator.isEmpty() ? -1 : text.indexOf(separator, from);
    }

    @SqlFunction("regexp_split_to_table(VARCHAR, VARCHAR) VARCHAR")
    public static List<String> split(String text, RegexText regex) {
        return split(text, regex, RegexText.Flags.of(""));
    }

    @SqlFunction("regexp_split_to_table(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static List<String> split(String text, RegexText regex, RegexText.Flags flags) {
        return RegexParts.split(text, regex, flags, "regexp_split_to_table");
    }
}
