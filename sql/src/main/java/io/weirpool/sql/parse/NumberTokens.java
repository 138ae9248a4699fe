package io.weirpool.sql.parse;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's forms of numbers that the generated parser does not read: {@code 1_000}, {@code 0x1F}, {@code 0o17},
 * {@code 0b101}. Zeros before a whole number go too, so that a literal that is longer than its digits ends with a point.
 */
final class NumberTokens {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";

    private static final Pattern NUMBER = Pattern.compile("0[xX](?<hex>(?:_?[0-9a-fA-F])+)"
            + "|0[oO](?<octal>(?:_?[0-7])+)"
            + "|0[bB](?<binary>(?:_?[01])+)"
            + "|(?:" + DIGITS + ")(?<rest>\\.(?:" + DIGITS + ")?)?(?<exponent>[eE][+-]?" + DIGITS + ")?");

    private NumberTokens() {}

    /** Where the number that begins here ends; the beginning when there is none, or letters follow it at once. */
    static int end(String text, int start) {
        Matcher number = NUMBER.matcher(text).region(start, text.length());
        if (!number.lookingAt()) {
            return start;
        }
        int end = number.end();
        boolean goesOn =
                end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_');
        return goesOn ? start : end;
    }

    /** The number, with the blank after it if it ends with a point, in a form that is read, filled up with blanks to the length it has; null when it needs more. */
    static @Nullable String readable(String number) {
        String read = number.endsWith(". ") ? number.replaceFirst("\\. $", "e0").replace("_", "") : decimal(number);
        return read.length() > number.length() ? null : read + " ".repeat(number.length() - read.length());
    }

    private static String decimal(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw new IllegalArgumentException(text);
        }
        if (number.group("hex") != null) {
            return whole(number.group("hex"), 16);
        }
        if (number.group("octal") != null) {
            return whole(number.group("octal"), 8);
        }
        if (number.group("binary") != null) {
            return whole(number.group("binary"), 2);
        }
        boolean whole = number.group("rest") == null && number.group("exponent") == null;
        return whole ? whole(text, 10) : text.replace("_", "");
    }

    private static String whole(String digits, int radix) {
        return new BigInteger(digits.replace("_", ""), radix).toString();
    }
}
