package io.weirpool.sql.compile;

import com.google.re2j.Pattern;
import io.weirpool.sql.regex.Regexp;
import org.jspecify.annotations.Nullable;

/** Whether a regular expression matches: in linear time where it is in the language that both engines share. */
public final class Regex implements AnyText {
    private final @Nullable Pattern fast;
    private final RegexText other;
    private final String options;

    private Regex(@Nullable Pattern fast, String pattern, String options) {
        this.fast = fast;
        this.options = options;
        this.other = RegexText.of(pattern);
        if (fast == null) {
            other.with(options);
        }
    }

    public static Regex of(String pattern) {
        return new Regex(fast(pattern, 0), pattern, "");
    }

    private static @Nullable Pattern fast(String pattern, int flags) {
        try {
            return RegexSyntax.compile(pattern, flags);
        } catch (ExpressionFailure notItsLanguage) {
            return null;
        }
    }

    private boolean matches(String text) {
        if (fast != null) {
            return fast.matcher(text).find();
        }
        Regexp.Matches matches = other.in(text, options);
        return RegexText.find(matches, 0);
    }

    @SqlFunction({"~(VARCHAR, VARCHAR) BOOLEAN", "regexp_like(VARCHAR, VARCHAR) BOOLEAN"})
    public static boolean matches(String text, Regex regex) {
        return regex.matches(text);
    }

    @SqlFunction("regexp_like(VARCHAR, VARCHAR, VARCHAR) BOOLEAN")
    public static boolean matches(String text, RegexText regex, RegexText.Flags flags) {
        return RegexText.find(regex.in(text, flags.withoutGlobal("regexp_like")), 0);
    }

    @SqlFunction("~*(VARCHAR, VARCHAR) BOOLEAN")
    public static boolean matchesIgnoringCase(String text, IgnoringCase regex) {
        return regex.matches(text);
    }

    /**
     * ASCII letters in either case. RE2 also folds two letters outside ASCII to k and s; where the pattern is ASCII, they
     * can be exchanged for others that it folds to nothing.
     */
    public static final class IgnoringCase implements AnyText {
        private final Regex regex;

        private IgnoringCase(Regex regex) {
            this.regex = regex;
        }

        public static IgnoringCase of(String pattern) {
            boolean ascii = pattern.chars().allMatch(c -> c < 128);
            return new IgnoringCase(new Regex(ascii ? fast(pattern, Pattern.CASE_INSENSITIVE) : null, pattern, "i"));
        }

        boolean matches(String text) {
            return regex.matches(
                    regex.fast == null ? text : text.replace('\u212a', '\ue000').replace('\u017f', '\ue000'));
        }
    }

    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String replaceFirst(String text, RegexText regex, RegexReplacement replacement) {
        return replaced(text, regex, replacement, "", 1);
    }

    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String replace(String text, RegexText regex, RegexReplacement replacement, RegexText.Flags flags) {
        return replaced(text, regex, replacement, flags.options(), flags.global() ? 0 : 1);
    }

    private static String replaced(
            String text, RegexText regex, RegexReplacement replacement, String options, int nth) {
        Pattern fast = regex.fast();
        return fast != null && options.isEmpty()
                ? replacement.fast(fast, text, nth)
                : replacement.apply(regex.with(options), text, 1, nth);
    }

    /** The first match from that character on. */
    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static String replaceFrom(String text, RegexText regex, RegexReplacement replacement, int start) {
        return replaceNth(text, regex, replacement, start, 1);
    }

    /** The match of that number from that character on, or all for 0. */
    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR, INTEGER, INTEGER) VARCHAR")
    public static String replaceNth(String text, RegexText regex, RegexReplacement replacement, int start, int nth) {
        return replacement.apply(regex.with(""), text, RegexParts.positive("start", start), notNegative(nth));
    }

    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR, INTEGER, INTEGER, VARCHAR) VARCHAR")
    public static String replaceNth(
            String text, RegexText regex, RegexReplacement replacement, int start, int nth, RegexText.Flags flags) {
        return replacement.apply(
                regex.with(flags.options()), text, RegexParts.positive("start", start), notNegative(nth));
    }

    private static int notNegative(int nth) {
        if (nth < 0) {
            throw Failures.invalid("invalid value for parameter \"n\": " + nth);
        }
        return nth;
    }
}
