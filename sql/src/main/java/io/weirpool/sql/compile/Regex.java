package io.weirpool.sql.compile;

import com.google.re2j.Pattern;
import java.util.regex.Matcher;

/** Regular expressions, in linear time. The pattern is a constant in the part of the language both engines share. */
public final class Regex {
    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    public static Regex of(String pattern) {
        return new Regex(RegexSyntax.compile(pattern, 0));
    }

    @SqlFunction({"~(VARCHAR, VARCHAR) BOOLEAN", "regexp_like(VARCHAR, VARCHAR) BOOLEAN"})
    public static boolean matches(String text, Regex regex) {
        return regex.pattern.matcher(text).find();
    }

    @SqlFunction("~*(VARCHAR, VARCHAR) BOOLEAN")
    public static boolean matchesIgnoringCase(String text, IgnoringCase regex) {
        return regex.matches(text);
    }

    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String replaceFirst(String text, Longest regex, Replacement replacement) {
        return regex.pattern.matcher(text).replaceFirst(replacement.re2);
    }

    @SqlFunction("regexp_replace(VARCHAR, VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String replace(String text, Longest regex, Replacement replacement, Flags flags) {
        com.google.re2j.Matcher matcher = regex.pattern.matcher(text);
        return flags.global ? matcher.replaceAll(replacement.re2) : matcher.replaceFirst(replacement.re2);
    }

    /**
     * ASCII letters in either case. RE2 also folds two letters outside ASCII to k and s; as the pattern is ASCII, they can
     * be exchanged for others that it folds to nothing.
     */
    public static final class IgnoringCase {
        private final Pattern pattern;

        private IgnoringCase(Pattern pattern) {
            this.pattern = pattern;
        }

        public static IgnoringCase of(String pattern) {
            if (pattern.chars().anyMatch(c -> c > 127)) {
                throw Failures.unsupported("a regular expression that ignores case, with letters outside ASCII");
            }
            return new IgnoringCase(RegexSyntax.compile(pattern, Pattern.CASE_INSENSITIVE));
        }

        boolean matches(String text) {
            return pattern.matcher(text.replace('\u212a', '\ue000').replace('\u017f', '\ue000'))
                    .find();
        }
    }

    /** A pattern whose longest match counts, as in PostgreSQL when no quantifier is lazy. */
    public static final class Longest {
        private final Pattern pattern;

        Pattern pattern() {
            return pattern;
        }

        private Longest(Pattern pattern) {
            this.pattern = pattern;
        }

        public static Longest of(String pattern) {
            RegexSyntax.refuseLazy(pattern);
            Pattern compiled = RegexSyntax.compile(pattern, Pattern.LONGEST_MATCH);
            if (compiled.matcher("").find()) {
                throw Failures.unsupported(
                        "replacing matches of '%s', which can be empty".formatted(Failures.shown(pattern)));
            }
            return new Longest(compiled);
        }
    }

    /** What takes a match's place: text, or {@code \&} for the match. */
    public static final class Replacement {
        private static final java.util.regex.Pattern ESCAPE =
                java.util.regex.Pattern.compile("\\\\(.?)", java.util.regex.Pattern.DOTALL);

        private final String re2;

        private Replacement(String re2) {
            this.re2 = re2;
        }

        public static Replacement of(String text) {
            Matcher escapes = ESCAPE.matcher(text);
            StringBuilder out = new StringBuilder();
            int end = 0;
            while (escapes.find()) {
                out.append(literal(text.substring(end, escapes.start())));
                out.append(escape(escapes.group(1)));
                end = escapes.end();
            }
            return new Replacement(out.append(literal(text.substring(end))).toString());
        }

        private static String escape(String escaped) {
            return switch (escaped) {
                case "&" -> "$0";
                case "\\" -> literal("\\");
                default -> throw Failures.unsupported("'\\%s' in a replacement".formatted(escaped));
            };
        }

        private static String literal(String text) {
            return com.google.re2j.Matcher.quoteReplacement(text);
        }
    }

    /** {@code g} or nothing. */
    public static final class Flags {
        private final boolean global;

        private Flags(boolean global) {
            this.global = global;
        }

        public static Flags of(String flags) {
            if (!flags.isEmpty() && !flags.equals("g")) {
                throw Failures.unsupported("the flags '%s'; 'g' is supported".formatted(Failures.shown(flags)));
            }
            return new Flags(!flags.isEmpty());
        }
    }
}
