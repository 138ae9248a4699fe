package io.weirpool.sql.compile;

/** Patterns of LIKE with another escape character, and of SIMILAR TO, in terms of those there are. */
public final class Patterns {
    private Patterns() {}

    /** A pattern of LIKE, escaped by backslashes. */
    public static String like(String pattern, String escape) {
        int escapeCharacter = escapeCharacter(escape);
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int c : pattern.codePoints().toArray()) {
            if (!escaped && c == escapeCharacter) {
                escaped = true;
                continue;
            }
            out.append(escaped || c == '\\' ? "\\" : "").appendCodePoint(c);
            escaped = false;
        }
        if (escaped) {
            throw Failures.invalid("LIKE pattern must not end with escape character");
        }
        return out.toString();
    }

    /** Minus one for none. */
    private static int escapeCharacter(String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw Failures.invalid("an escape is one character, not '" + Failures.shown(escape) + "'");
        }
        return escape.isEmpty() ? -1 : escape.codePointAt(0);
    }

    @SqlFunction("similar_to_escape(VARCHAR) VARCHAR")
    public static String regex(String pattern) {
        return regex(pattern, "\\");
    }

    /**
     * A pattern of SIMILAR TO as a regular expression: {@code %} is {@code .*}, {@code _} any character; {@code .},
     * {@code ^} and {@code $} are themselves. Of one with two quotes, each behind the escape character, what is between them
     * is the first group: for {@code substring(text SIMILAR pattern ESCAPE '#')}, the part wanted.
     */
    @SqlFunction("similar_to_escape(VARCHAR, VARCHAR) VARCHAR")
    public static String regex(String pattern, String escape) {
        int escapeCharacter = escapeCharacter(escape);
        StringBuilder out = new StringBuilder("^(?:");
        boolean escaped = false;
        boolean inBracket = false;
        int quotes = 0;
        for (int c : pattern.codePoints().toArray()) {
            if (escaped && c == '"' && !inBracket) {
                out.append(separator(quotes++));
                escaped = false;
            } else if (escaped) {
                out.append('\\').appendCodePoint(c);
                escaped = false;
            } else if (c == escapeCharacter) {
                escaped = true;
            } else if (inBracket) {
                out.append(c == '\\' ? "\\" : "").appendCodePoint(c);
                inBracket = c != ']';
            } else {
                out.append(element(c));
                inBracket = c == '[';
            }
        }
        return out.append(")$").toString();
    }

    /** Before the first quote there is as little as can be, up to the second one as much. */
    private static String separator(int quotes) {
        return switch (quotes) {
            case 0 -> "){1,1}?(";
            case 1 -> "){1,1}(?:";
            default ->
                throw Failures.invalid(
                        "SQL regular expression may not contain more than two escape-double-quote separators");
        };
    }

    private static String element(int c) {
        return switch (c) {
            case '%' -> ".*";
            case '_' -> ".";
            case '(' -> "(?:";
            case '.', '^', '$', '\\' -> "\\" + (char) c;
            default -> Character.toString(c);
        };
    }
}
