package io.weirpool.sql.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code $tag$text$tag$}, in which nothing needs to be escaped. */
final class DollarQuotes {
    private static final Pattern DELIMITER = Pattern.compile("\\$([A-Za-z_][A-Za-z_0-9]*)?\\$");

    private DollarQuotes() {}

    /** Whether one begins there. */
    static boolean begin(String text, int at) {
        return DELIMITER.matcher(text).region(at, text.length()).lookingAt();
    }

    /** Behind the end of the one that begins there; -1 when it never ends. */
    static int end(String text, int at) {
        Matcher delimiter = DELIMITER.matcher(text).region(at, text.length());
        int close = delimiter.lookingAt() ? text.indexOf(delimiter.group(), delimiter.end()) : -1;
        return close < 0 ? -1 : close + delimiter.group().length();
    }

    /** As text in single quotes, filled up with blanks to the same length; null when that is too short. */
    static @Nullable String inQuotes(String quoted) {
        int delimiter = quoted.indexOf('$', 1) + 1;
        String body = quoted.substring(delimiter, quoted.length() - delimiter);
        String written = "'" + body.replace("'", "''") + "'";
        return written.length() > quoted.length() ? null : written + " ".repeat(quoted.length() - written.length());
    }
}
