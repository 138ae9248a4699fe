package io.weirpool.sql.compile;

import java.util.Locale;

/** Text as a boolean: an unambiguous beginning of true, false, yes, no, on, off, or 1 or 0. */
final class BooleanText {
    private BooleanText() {}

    static boolean parse(String text) {
        String word = NumberText.trimmed(text).toLowerCase(Locale.ROOT);
        if (begins("true", word, 1) || begins("yes", word, 1) || begins("on", word, 2) || word.equals("1")) {
            return true;
        }
        if (begins("false", word, 1) || begins("no", word, 1) || begins("off", word, 2) || word.equals("0")) {
            return false;
        }
        throw Failures.invalidText("boolean", text);
    }

    private static boolean begins(String whole, String word, int lengthMin) {
        return word.length() >= lengthMin && whole.startsWith(word);
    }
}
