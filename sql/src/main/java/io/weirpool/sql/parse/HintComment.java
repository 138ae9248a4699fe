package io.weirpool.sql.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comment that is read: the hints BROADCAST and CARDINALITY. All others, hints of other engines among them, mean nothing. */
final class HintComment {
    private static final Pattern READ =
            Pattern.compile("(?i)/\\*\\+\\s*(?:[^*]*[\\s,)])?(?:BROADCAST|CARDINALITY)\\b[^*]*\\*/");

    private HintComment() {}

    /** Where the hint that begins here ends; {@code at} when none does. */
    static int end(String text, int at) {
        Matcher hint = READ.matcher(text).region(at, text.length());
        return hint.lookingAt() ? hint.end() : at;
    }
}
