package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as a number, as PostgreSQL reads it: white space around it, underscores between digits, 0x, 0o and 0b. */
final class NumberText {
    private static final Pattern INTEGER = Pattern.compile("([+-]?)(\\d+(?:_\\d+)*)");
    private static final Pattern PREFIXED = Pattern.compile("([+-]?)0([xXoObB])_?(\\w+)");
    private static final Map<String, Integer> RADIX = Map.of("x", 16, "o", 8, "b", 2);
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:\\d+(?:_\\d+)*(?:\\.(?:\\d+(?:_\\d+)*)?)?|\\.\\d+(?:_\\d+)*)(?:[eE]([+-]?\\d+(?:_\\d+)*))?");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern FLOAT_NAME = Pattern.compile("([+-]?)(inf(?:inity)?|nan)", Pattern.CASE_INSENSITIVE);
    /** An exponent longer than this is out of every range. */
    private static final int EXPONENT_DIGITS_MAX = 9;

    private NumberText() {}

    /** Without what C's isspace takes for white space. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static long integer(String text, long min, long max, String type) {
        BigInteger value = integer(trimmed(text));
        if (value == null) {
            throw Failures.invalidText(type, text);
        }
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw Failures.textOutOfRange(type, text);
        }
        return value.longValue();
    }

    private static @org.jspecify.annotations.Nullable BigInteger integer(String text) {
        Matcher decimal = INTEGER.matcher(text);
        if (decimal.matches()) {
            return new BigInteger(decimal.group(1) + decimal.group(2).replace("_", ""));
        }
        Matcher prefixed = PREFIXED.matcher(text);
        if (!prefixed.matches() || !prefixed.group(3).matches("[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*")) {
            return null;
        }
        int radix = RADIX.getOrDefault(prefixed.group(2).toLowerCase(Locale.ROOT), 16);
        try {
            return new BigInteger(prefixed.group(1) + prefixed.group(3).replace("_", ""), radix);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The scale is that of the text; NaN and the infinities are no values of ours. */
    static BigDecimal decimal(String text) {
        String trimmed = trimmed(text);
        Matcher matcher = DECIMAL.matcher(trimmed);
        if (!matcher.matches()) {
            BigInteger prefixed = integer(trimmed);
            if (prefixed != null) {
                return new BigDecimal(prefixed);
            }
            if (FLOAT_NAME.matcher(trimmed).matches()) {
                throw Failures.noNumeric();
            }
            throw Failures.invalidText("numeric", text);
        }
        String exponent = matcher.group(1);
        if (exponent != null && exponent.length() > EXPONENT_DIGITS_MAX) {
            throw Failures.textOutOfRange("numeric", text);
        }
        return Numerics.read(new BigDecimal(trimmed.replace("_", "")));
    }

    static double doublePrecision(String text) {
        String trimmed = trimmed(text);
        Matcher name = FLOAT_NAME.matcher(trimmed);
        if (name.matches()) {
            return named(name);
        }
        if (!FLOAT.matcher(trimmed).matches()) {
            throw Failures.invalidText("double precision", text);
        }
        double value = Double.parseDouble(trimmed);
        if (Double.isInfinite(value) || (value == 0 && hasDigit(trimmed))) {
            throw Failures.textOutOfRange("double precision", text);
        }
        return value;
    }

    static float real(String text) {
        String trimmed = trimmed(text);
        Matcher name = FLOAT_NAME.matcher(trimmed);
        if (name.matches()) {
            return (float) named(name);
        }
        if (!FLOAT.matcher(trimmed).matches()) {
            throw Failures.invalidText("real", text);
        }
        float value = Float.parseFloat(trimmed);
        if (Float.isInfinite(value) || (value == 0 && hasDigit(trimmed))) {
            throw Failures.textOutOfRange("real", text);
        }
        return value;
    }

    private static double named(Matcher name) {
        if (name.group(2).equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        return name.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Whether the number is not zero as written. */
    private static boolean hasDigit(String number) {
        return number.toLowerCase(Locale.ROOT).split("e", 2)[0].chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    static double doublePrecision(BigDecimal value) {
        double converted = value.doubleValue();
        if (Double.isInfinite(converted) || (converted == 0 && value.signum() != 0)) {
            throw Failures.textOutOfRange("double precision", value.toString());
        }
        return converted;
    }

    static float real(BigDecimal value) {
        float converted = value.floatValue();
        if (Float.isInfinite(converted) || (converted == 0 && value.signum() != 0)) {
            throw Failures.textOutOfRange("real", value.toString());
        }
        return converted;
    }
}
