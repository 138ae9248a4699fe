package io.weirpool.sql.compile;

import com.google.re2j.Matcher;
import io.weirpool.common.model.ArrayValue;
import org.jspecify.annotations.Nullable;

/** Functions that give what a regular expression matched: the longest of the leftmost, as in PostgreSQL. */
public final class RegexParts {
    private RegexParts() {}

    @SqlFunction("regexp_count(VARCHAR, VARCHAR) INTEGER")
    public static int count(String text, Regex.Longest regex) {
        return count(text, regex, 1);
    }

    /** From this character on, counted from 1. */
    @SqlFunction("regexp_count(VARCHAR, VARCHAR, INTEGER) INTEGER")
    public static int count(String text, Regex.Longest regex, int start) {
        Matcher matcher = regex.pattern().matcher(text);
        int from = offset(text, start);
        int count = 0;
        while (from <= text.length() && matcher.find(from)) {
            count++;
            from = matcher.end();
        }
        return count;
    }

    private static int offset(String text, int start) {
        if (start <= 0) {
            throw Failures.invalid("invalid value for parameter \"start\": " + start);
        }
        int skipped = Math.min(start - 1, Text.length(text));
        return start - 1 > Text.length(text) ? text.length() + 1 : text.offsetByCodePoints(0, skipped);
    }

    @SqlFunction("regexp_substr(VARCHAR, VARCHAR) VARCHAR")
    public static @Nullable String match(String text, Regex.Longest regex) {
        Matcher matcher = regex.pattern().matcher(text);
        return matcher.find() ? matcher.group() : null;
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR) INTEGER")
    public static int place(String text, Regex.Longest regex) {
        Matcher matcher = regex.pattern().matcher(text);
        return matcher.find() ? text.codePointCount(0, matcher.start()) + 1 : 0;
    }

    /** What the first group matched, or the whole expression where it has none. */
    @SqlFunction("substring(VARCHAR, VARCHAR) VARCHAR")
    public static @Nullable String part(String text, RegexGroups regex) {
        return group(text, regex, 1);
    }

    /** What each group of the first match took, or the whole expression where it has none. */
    @SqlFunction("regexp_match(VARCHAR, VARCHAR) VARCHAR[]")
    public static @Nullable ArrayValue groups(String text, RegexGroups regex) {
        Matcher match = regex.match(text);
        if (match == null) {
            return null;
        }
        if (regex.count() == 0) {
            return ArrayValue.wrap(new Object[] {match.group()});
        }
        @Nullable Object[] groups = new Object[regex.count()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = match.group(i + 1);
        }
        return ArrayValue.wrap(groups);
    }

    /** {@code (regexp_match(text, regex))[group]}. */
    @SqlFunction("regexp_match[](VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static @Nullable String group(String text, RegexGroups regex, int group) {
        Matcher match = regex.match(text);
        if (match == null) {
            return null;
        }
        int groups = regex.count();
        if (groups == 0) {
            return group == 1 ? match.group() : null;
        }
        return group >= 1 && group <= groups ? match.group(group) : null;
    }

    /** {@code (string_to_array(text, separator))[index]}; without a separator each character is an element. */
    @SqlFunction(takesNulls = true, value = "string_to_array[](VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static @Nullable String element(@Nullable String text, @Nullable String separator, @Nullable Integer index) {
        if (text == null || index == null || text.isEmpty() || index < 1) {
            return null;
        }
        if (separator == null) {
            return index <= Text.length(text) ? Text.substring(text, index, 1) : null;
        }
        if (separator.isEmpty()) {
            return index == 1 ? text : null;
        }
        int start = 0;
        for (int i = 1; i < index; i++) {
            int next = text.indexOf(separator, start);
            if (next < 0) {
                return null;
            }
            start = next + separator.length();
        }
        int end = text.indexOf(separator, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }
}
