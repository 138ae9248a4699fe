package io.weirpool.e2e.oracle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few places where a query is written differently for PostgreSQL stand in its text as a pair. Pairs may hold pairs.
 */
enum Dialect {
    WEIRPOOL,
    POSTGRES;

    private static final char OPEN = '\u2039';
    private static final char MIDDLE = '\u00a6';
    private static final char CLOSE = '\u203a';
    private static final Pattern INNERMOST = Pattern.compile(
            OPEN + "([^" + OPEN + MIDDLE + CLOSE + "]*)" + MIDDLE + "([^" + OPEN + MIDDLE + CLOSE + "]*)" + CLOSE);

    static String pair(String weirpool, String postgres) {
        return OPEN + weirpool + MIDDLE + postgres + CLOSE;
    }

    /** The text in this dialect. */
    String of(String text) {
        String written = text;
        for (Matcher pair = INNERMOST.matcher(written); pair.find(); pair = INNERMOST.matcher(written)) {
            written = pair.replaceAll(found -> Matcher.quoteReplacement(found.group(this == WEIRPOOL ? 1 : 2)));
        }
        return written;
    }
}
