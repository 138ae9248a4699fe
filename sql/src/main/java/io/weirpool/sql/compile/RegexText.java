package io.weirpool.sql.compile;

import com.google.re2j.Pattern;
import io.weirpool.sql.regex.RegexException;
import io.weirpool.sql.regex.Regexp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A regular expression as it is written, read once for each set of options. */
public final class RegexText implements AnyText {
    private final String pattern;
    /** Of linear time, where it gives the same matches: no group is asked for, nothing is lazy, no match is empty. */
    private final @Nullable Pattern fast;

    private final Map<String, Regexp> read = new ConcurrentHashMap<>();

    private RegexText(String pattern) {
        this.pattern = pattern;
        this.fast = fast(pattern);
    }

    public static RegexText of(String pattern) {
        RegexText text = new RegexText(pattern);
        if (text.fast == null) {
            text.with("");
        }
        return text;
    }

    private static @Nullable Pattern fast(String pattern) {
        try {
            RegexSyntax.refuseLazy(pattern);
            Pattern compiled = RegexSyntax.compile(pattern, Pattern.LONGEST_MATCH);
            return compiled.groupCount() > 0 || compiled.matcher("").find() ? null : compiled;
        } catch (ExpressionFailure notItsLanguage) {
            return null;
        }
    }

    @Nullable Pattern fast() {
        return fast;
    }

    /**
     * Read with these options.
     *
     * @throws ExpressionFailure when it is none
     */
    Regexp with(String options) {
        try {
            return read.computeIfAbsent(options, letters -> Regexp.of(pattern, letters));
        } catch (RegexException e) {
            throw Failures.unsupported(
                    "regular expression '%s' has %s".formatted(Failures.shown(pattern), e.getMessage()));
        }
    }

    Regexp.Matches in(String text, String options) {
        return with(options).in(text);
    }

    /**
     * The next match, as {@link Regexp.Matches#find} has it.
     *
     * @throws ExpressionFailure when it takes too long
     */
    static boolean find(Regexp.Matches matches, int from) {
        try {
            return matches.find(from);
        } catch (RegexException e) {
            throw Failures.invalid("a regular expression's search has " + e.getMessage());
        }
    }

    /** Options, and {@code g} for all matches. */
    public static final class Flags implements AnyText {
        private static final String LETTERS = "gbceimnpqstwx";

        private final String options;
        private final boolean global;

        private Flags(String options, boolean global) {
            this.options = options;
            this.global = global;
        }

        public static Flags of(String letters) {
            for (int i = 0; i < letters.length(); i++) {
                char letter = letters.charAt(i);
                if (LETTERS.indexOf(letter) < 0) {
                    throw Failures.invalid("invalid regular expression option: \"%s\"".formatted(letter));
                }
                if (letter == 'b' || letter == 'e') {
                    throw Failures.unsupported("regular expressions of the older kinds, options b and e");
                }
            }
            return new Flags(letters.replace("g", ""), letters.contains("g"));
        }

        boolean global() {
            return global;
        }

        String options() {
            return options;
        }

        /** Where {@code g} means nothing. */
        String withoutGlobal(String function) {
            if (global) {
                throw Failures.invalid(function + "() does not support the \"global\" option");
            }
            return options;
        }
    }
}
