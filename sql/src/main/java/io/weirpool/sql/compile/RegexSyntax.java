package io.weirpool.sql.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * PostgreSQL's advanced regular expressions, as far as RE2 reads them the same way; the rest is refused: look-around,
 * back references, word boundaries, embedded options, collating elements, stacked quantifiers.
 */
final class RegexSyntax {
    /** Longer ones are not written by hand, and compile slowly. */
    private static final int LENGTH_MAX = 1_000;
    /** PostgreSQL's DUPMAX. */
    private static final int REPETITIONS_MAX = 255;

    private static final String CLASS_ESCAPES = "dwsDWS";
    private static final String CHARACTER_ESCAPES = "tnrfv";
    private static final String SPACE = "\\t\\n\\x0b\\f\\r ";

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;
    /** Whether a quantifier may follow. */
    private boolean quantifiable;

    private RegexSyntax(String pattern) {
        this.pattern = pattern;
    }

    static Pattern compile(String pattern, int flags) {
        String translated = new RegexSyntax(pattern).translate();
        try {
            return Pattern.compile(translated, flags | Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw Failures.unsupported(
                    "regular expression '%s': %s".formatted(Failures.shown(pattern), e.getDescription()));
        }
    }

    static void refuseLazy(String pattern) {
        RegexSyntax syntax = new RegexSyntax(pattern);
        syntax.translate();
        if (syntax.lazy) {
            throw syntax.refused("a lazy quantifier where the match itself is used");
        }
    }

    private boolean lazy;

    private String translate() {
        if (pattern.length() > LENGTH_MAX) {
            throw refused("more than " + LENGTH_MAX + " characters");
        }
        if (pattern.startsWith("***")) {
            throw refused("a director ***");
        }
        while (at < pattern.length()) {
            element(pattern.charAt(at));
        }
        return out.toString();
    }

    private void element(char c) {
        switch (c) {
            case '\\' -> escape(false);
            case '[' -> bracket();
            case '(' -> group();
            case '*', '+', '?' -> quantifier(1);
            case '{' -> bound();
            case '^', '$' -> literal(false);
            case '|' -> literal(false);
            default -> literal(true);
        }
    }

    private void literal(boolean mayRepeat) {
        out.append(pattern.charAt(at++));
        quantifiable = mayRepeat;
    }

    private void group() {
        if (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at)) {
            throw refused("a group (?...) other than (?:...)");
        }
        int length = pattern.startsWith("(?:", at) ? 3 : 1;
        out.append(pattern, at, at + length);
        at += length;
        quantifiable = false;
    }

    private void quantifier(int length) {
        if (!quantifiable) {
            throw refused("a quantifier without something to repeat");
        }
        out.append(pattern, at, at + length);
        at += length;
        if (pattern.startsWith("?", at)) {
            lazy = true;
            out.append('?');
            at++;
        }
        quantifiable = false;
    }

    private void bound() {
        java.util.regex.Matcher bound = java.util.regex.Pattern.compile("\\{(\\d{1,3})(?:,(\\d{0,3}))?\\}")
                .matcher(pattern);
        if (!bound.find(at) || bound.start() != at) {
            throw refused("'{' that begins no bound");
        }
        String last = bound.group(2);
        boolean over = Integer.parseInt(bound.group(1)) > REPETITIONS_MAX
                || (last != null && !last.isEmpty() && Integer.parseInt(last) > REPETITIONS_MAX);
        if (over) {
            throw refused("more than " + REPETITIONS_MAX + " repetitions");
        }
        quantifier(bound.end() - at);
    }

    private void escape(boolean inBracket) {
        char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\0';
        boolean punctuation = escaped > ' ' && escaped < 127 && !Character.isLetterOrDigit(escaped);
        if (escaped == 's') {
            out.append(inBracket ? SPACE : "[" + SPACE + "]");
        } else if (escaped == 'S' && !inBracket) {
            out.append("[^").append(SPACE).append(']');
        } else if (punctuation
                || CHARACTER_ESCAPES.indexOf(escaped) >= 0
                || (CLASS_ESCAPES.indexOf(escaped) >= 0 && (!inBracket || Character.isLowerCase(escaped)))) {
            out.append('\\').append(escaped);
        } else {
            throw refused("the escape '\\" + escaped + "'");
        }
        at += 2;
        quantifiable = true;
    }

    private void bracket() {
        out.append('[');
        at++;
        if (pattern.startsWith("^", at)) {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (first || !pattern.startsWith("]", at)) {
            if (at >= pattern.length()) {
                throw refused("a bracket that does not end");
            }
            member(first);
            first = false;
        }
        out.append(']');
        at++;
        quantifiable = true;
    }

    private void member(boolean first) {
        if (pattern.startsWith("[:", at)) {
            characterClass();
        } else if (pattern.startsWith("[.", at) || pattern.startsWith("[=", at)) {
            throw refused("a collating element");
        } else if (pattern.charAt(at) == '\\') {
            escape(true);
            refuseRangeFromHere();
        } else {
            range(first);
        }
    }

    private void characterClass() {
        int end = pattern.indexOf(":]", at);
        String name = end < 0 ? "" : pattern.substring(at + 2, end);
        boolean known = java.util.Set.of(
                        "alpha", "digit", "alnum", "upper", "lower", "space", "punct", "xdigit", "cntrl", "graph",
                        "print", "blank")
                .contains(name);
        if (!known) {
            throw refused("the character class '" + Failures.shown(name) + "'");
        }
        out.append("[:").append(name).append(":]");
        at = end + 2;
        refuseRangeFromHere();
    }

    private void refuseRangeFromHere() {
        if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
            throw refused("a range that begins with a class or an escape");
        }
    }

    /** One character, or a range of two. */
    private void range(boolean first) {
        int from = pattern.codePointAt(at);
        at += Character.charCount(from);
        boolean last = pattern.startsWith("]", at);
        if (from == '-' && !first && !last) {
            throw refused("'-' inside a bracket that is neither first, last nor a range");
        }
        out.append(quoted(from));
        if (!pattern.startsWith("-", at) || pattern.startsWith("-]", at) || from == '-') {
            return;
        }
        at++;
        int to = at < pattern.length() ? pattern.codePointAt(at) : '\\';
        if (to == '\\' || to == '[' || to == '-') {
            throw refused("a range that ends with a class or an escape");
        }
        at += Character.charCount(to);
        out.append('-').append(quoted(to));
    }

    private static String quoted(int codePoint) {
        String text = Character.toString(codePoint);
        return "[]\\^-&".contains(text) ? "\\" + text : text;
    }

    private ExpressionFailure refused(String what) {
        return Failures.unsupported("regular expression '%s' has %s".formatted(Failures.shown(pattern), what));
    }
}
