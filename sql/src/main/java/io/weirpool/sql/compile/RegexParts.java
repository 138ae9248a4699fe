package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.sql.regex.Regexp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that give what a regular expression matched: the longest of the leftmost, as in PostgreSQL. */
public final class RegexParts {
    private RegexParts() {}

    private static final RegexText.Flags NO_FLAGS = RegexText.Flags.of("");

    @SqlFunction("regexp_count(VARCHAR, VARCHAR) INTEGER")
    public static int count(String text, RegexText regex) {
        return count(text, regex, 1);
    }

    /** From this character on, counted from 1. */
    @SqlFunction("regexp_count(VARCHAR, VARCHAR, INTEGER) INTEGER")
    public static int count(String text, RegexText regex, int start) {
        return count(text, regex, start, NO_FLAGS);
    }

    @SqlFunction("regexp_count(VARCHAR, VARCHAR, INTEGER, VARCHAR) INTEGER")
    public static int count(String text, RegexText regex, int start, RegexText.Flags flags) {
        Regexp.Matches matches = regex.in(text, flags.withoutGlobal("regexp_count"));
        int count = 0;
        for (int from = positive("start", start) - 1; RegexText.find(matches, from); from = behind(matches)) {
            count++;
        }
        return count;
    }

    static int positive(String name, int value) {
        if (value <= 0) {
            throw Failures.invalid("invalid value for parameter \"%s\": %d".formatted(name, value));
        }
        return value;
    }

    /** Where the next match may begin. */
    private static int behind(Regexp.Matches match) {
        return match.end(0) + (match.start(0) == match.end(0) ? 1 : 0);
    }

    /** The match of that number, from 1; null when there are not so many. */
    private static Regexp.@Nullable Matches nth(
            String text, RegexText regex, int start, int number, RegexText.Flags flags, String function) {
        Regexp.Matches matches = regex.in(text, flags.withoutGlobal(function));
        int from = positive("start", start) - 1;
        positive("n", number);
        for (int found = 1; RegexText.find(matches, from); found++) {
            if (found == number) {
                return matches;
            }
            from = behind(matches);
        }
        return null;
    }

    @SqlFunction("regexp_substr(VARCHAR, VARCHAR) VARCHAR")
    public static @Nullable String match(String text, RegexText regex) {
        return match(text, regex, 1);
    }

    @SqlFunction("regexp_substr(VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static @Nullable String match(String text, RegexText regex, int start) {
        return match(text, regex, start, 1);
    }

    @SqlFunction("regexp_substr(VARCHAR, VARCHAR, INTEGER, INTEGER) VARCHAR")
    public static @Nullable String match(String text, RegexText regex, int start, int number) {
        return match(text, regex, start, number, NO_FLAGS);
    }

    @SqlFunction("regexp_substr(VARCHAR, VARCHAR, INTEGER, INTEGER, VARCHAR) VARCHAR")
    public static @Nullable String match(String text, RegexText regex, int start, int number, RegexText.Flags flags) {
        return match(text, regex, start, number, flags, 0);
    }

    /** What a group of it took; the whole for 0, and where it has no groups for 1. */
    @SqlFunction("regexp_substr(VARCHAR, VARCHAR, INTEGER, INTEGER, VARCHAR, INTEGER) VARCHAR")
    public static @Nullable String match(
            String text, RegexText regex, int start, int number, RegexText.Flags flags, int part) {
        Regexp.Matches match = nth(text, regex, start, number, flags, "regexp_substr");
        int group = group(regex.with(flags.options()), part);
        return match == null || group < 0 ? null : match.group(group);
    }

    /** Minus one when there is none. */
    private static int group(Regexp regex, int part) {
        if (part < 0) {
            throw Failures.invalid("invalid value for parameter \"subexpr\": " + part);
        }
        return regex.groups() == 0 && part == 1 ? 0 : part <= regex.groups() ? part : -1;
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR) INTEGER")
    public static int place(String text, RegexText regex) {
        return place(text, regex, 1);
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR, INTEGER) INTEGER")
    public static int place(String text, RegexText regex, int start) {
        return place(text, regex, start, 1);
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR, INTEGER, INTEGER) INTEGER")
    public static int place(String text, RegexText regex, int start, int number) {
        return place(text, regex, start, number, 0);
    }

    /** @param end 0 for the place where the match begins, 1 for that behind it */
    @SqlFunction("regexp_instr(VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER) INTEGER")
    public static int place(String text, RegexText regex, int start, int number, int end) {
        return place(text, regex, start, number, end, NO_FLAGS);
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, VARCHAR) INTEGER")
    public static int place(String text, RegexText regex, int start, int number, int end, RegexText.Flags flags) {
        return place(text, regex, start, number, end, flags, 0);
    }

    @SqlFunction("regexp_instr(VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, VARCHAR, INTEGER) INTEGER")
    public static int place(
            String text, RegexText regex, int start, int number, int end, RegexText.Flags flags, int part) {
        if (end != 0 && end != 1) {
            throw Failures.invalid("invalid value for parameter \"endoption\": " + end);
        }
        Regexp.Matches match = nth(text, regex, start, number, flags, "regexp_instr");
        int group = group(regex.with(flags.options()), part);
        if (match == null || group < 0 || match.start(group) < 0) {
            return 0;
        }
        return 1 + (end == 0 ? match.start(group) : match.end(group));
    }

    /** What the first group matched, or the whole expression where it has none. */
    @SqlFunction("substring(VARCHAR, VARCHAR) VARCHAR")
    public static @Nullable String part(String text, RegexText regex) {
        return group(text, regex, 1);
    }

    /** What each group of the first match took, or the whole expression where it has none. */
    @SqlFunction("regexp_match(VARCHAR, VARCHAR) VARCHAR[]")
    public static @Nullable ArrayValue groups(String text, RegexText regex) {
        return groups(text, regex, NO_FLAGS);
    }

    @SqlFunction("regexp_match(VARCHAR, VARCHAR, VARCHAR) VARCHAR[]")
    public static @Nullable ArrayValue groups(String text, RegexText regex, RegexText.Flags flags) {
        Regexp expression = regex.with(flags.withoutGlobal("regexp_match"));
        Regexp.Matches match = expression.in(text);
        return RegexText.find(match, 0) ? groups(expression, match) : null;
    }

    private static ArrayValue groups(Regexp regex, Regexp.Matches match) {
        if (regex.groups() == 0) {
            return ArrayValue.wrap(new Object[] {match.group(0)});
        }
        @Nullable Object[] groups = new Object[regex.groups()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = match.group(i + 1);
        }
        return ArrayValue.wrap(groups);
    }

    /** Of the first match, or of each with {@code g}. */
    static List<ArrayValue> all(String text, RegexText regex, RegexText.Flags flags) {
        Regexp expression = regex.with(flags.options());
        Regexp.Matches matches = expression.in(text);
        List<ArrayValue> all = new ArrayList<>();
        for (int from = 0; RegexText.find(matches, from); from = behind(matches)) {
            all.add(groups(expression, matches));
            if (!flags.global()) {
                break;
            }
        }
        return all;
    }

    /** What is between the matches. Those of no characters at the ends and just after another do not count. */
    static List<String> split(String text, RegexText regex, RegexText.Flags flags, String function) {
        Regexp.Matches matches = regex.in(text, flags.withoutGlobal(function));
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int from = 0; RegexText.find(matches, from); from = behind(matches)) {
            if (matches.start(0) < matches.length() && matches.end(0) > start) {
                parts.add(matches.between(start, matches.start(0)));
                start = matches.end(0);
            }
        }
        parts.add(matches.between(start, matches.length()));
        return parts;
    }

    /** {@code (regexp_match(text, regex))[group]}. */
    @SqlFunction("regexp_match[](VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static @Nullable String group(String text, RegexText regex, int group) {
        com.google.re2j.Pattern fast = regex.fast();
        if (fast != null) {
            com.google.re2j.Matcher match = fast.matcher(text);
            return group == 1 && match.find() ? match.group() : null;
        }
        ArrayValue groups = groups(text, regex);
        return groups == null || group < 1 || group > groups.size() ? null : (String) groups.get(group - 1);
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
