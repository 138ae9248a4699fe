package io.weirpool.common.codec;

import com.fasterxml.jackson.core.io.NumberInput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** JSON's numbers as values of the numeric types: exact or refused. */
final class JsonNumbers {
    /** Characters of a number: more than any declared type holds; the cost of reading one grows with the square. */
    static final int LENGTH_MAX = 1_000;
    /** Size of an exponent: 1e-1000 and 1e1000 are beyond every type; writing out 1e999999999 would fill the heap. */
    static final int EXPONENT_MAX = 1_000;
    /** PostgreSQL's numeric has at most 131,072 digits before and 16,383 after the point; sign and point make the rest. */
    static final int UNBOUNDED_LENGTH_MAX = 131_072 + 16_383 + 2;

    /** Digits that fit a long whatever they are. */
    private static final int LONG_DIGITS = 18;

    private JsonNumbers() {}

    /** @param text a JSON number without point or exponent */
    static long integer(char[] text, int start, int length, TypeKind kind) throws Refused {
        requireLength(length, LENGTH_MAX);
        boolean negative = text[start] == '-';
        long value = 0; // kept negative: the smallest long has no positive counterpart
        for (int i = start + (negative ? 1 : 0); i < start + length; i++) {
            int digit = text[i] - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw outOfRange(text, start, length, kind);
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw outOfRange(text, start, length, kind);
        }
        value = negative ? value : -value;
        if (kind != TypeKind.BIGINT && (value < min(kind) || value > -(min(kind) + 1))) {
            throw outOfRange(text, start, length, kind);
        }
        return value;
    }

    private static long min(TypeKind kind) {
        return kind == TypeKind.SMALLINT ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    /** @param text a JSON number */
    static double floating(char[] text, int start, int length, TypeKind kind) throws Refused {
        requireLength(length, LENGTH_MAX);
        requireExponent(text, start, length);
        String number = new String(text, start, length);
        double value =
                kind == TypeKind.REAL ? NumberInput.parseFloat(number, true) : NumberInput.parseDouble(number, true);
        if (Double.isInfinite(value) || (value == 0 && hasDigit(text, start, length))) {
            throw outOfRange(text, start, length, kind);
        }
        return value;
    }

    /** Whether a digit before the exponent is not 0. */
    private static boolean hasDigit(char[] text, int start, int length) {
        for (int i = start; i < start + length && text[i] != 'e' && text[i] != 'E'; i++) {
            if (text[i] >= '1' && text[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    /**
     * At the declared scale, or with its own.
     *
     * @param text a JSON number
     */
    static BigDecimal decimal(char[] text, int start, int length, SqlType type, int lengthMax) throws Refused {
        requireLength(length, lengthMax);
        requireExponent(text, start, length);
        BigDecimal value = exact(text, start, length);
        if (type.precision() == SqlType.UNBOUNDED) {
            return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
        }
        if (value.scale() != type.scale()) {
            value = rescale(value, text, start, length, type);
        }
        if (value.precision() > type.precision() && value.signum() != 0) {
            throw Refused.row("%s has more than the %d digits before the point that %s holds"
                    .formatted(shown(text, start, length), type.precision() - type.scale(), type));
        }
        return value;
    }

    private static BigDecimal rescale(BigDecimal value, char[] text, int start, int length, SqlType type)
            throws Refused {
        try {
            return value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw Refused.row("%s has more than the %d digits after the point that %s holds; round it before sending"
                    .formatted(shown(text, start, length), type.scale(), type));
        }
    }

    /** Short numbers without an exponent by hand: most are. */
    private static BigDecimal exact(char[] text, int start, int length) {
        if (length > LONG_DIGITS) {
            return new BigDecimal(text, start, length);
        }
        boolean negative = text[start] == '-';
        long unscaled = 0;
        int scale = 0;
        boolean fraction = false;
        for (int i = start + (negative ? 1 : 0); i < start + length; i++) {
            char c = text[i];
            if (c == '.') {
                fraction = true;
            } else if (c >= '0' && c <= '9') {
                unscaled = unscaled * 10 + (c - '0');
                scale += fraction ? 1 : 0;
            } else {
                return new BigDecimal(text, start, length);
            }
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
    }

    /** Whether text is a number as JSON writes it. */
    static boolean isNumber(char[] text, int start, int length) {
        int end = start + length;
        int at = start < end && text[start] == '-' ? start + 1 : start;
        int whole = skipDigits(text, at, end);
        if (whole == at || (text[at] == '0' && whole > at + 1)) {
            return false;
        }
        at = whole;
        if (at < end && text[at] == '.') {
            int fraction = skipDigits(text, at + 1, end);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        return at == end || isExponent(text, at, end);
    }

    private static boolean isExponent(char[] text, int start, int end) {
        if (text[start] != 'e' && text[start] != 'E') {
            return false;
        }
        int at = start + 1 < end && (text[start + 1] == '+' || text[start + 1] == '-') ? start + 2 : start + 1;
        return at < end && skipDigits(text, at, end) == end;
    }

    private static int skipDigits(char[] text, int start, int end) {
        int at = start;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    static void requireLength(int length, int max) throws Refused {
        if (length > max) {
            throw new Refused(
                    ErrorCode.NUMBER_RANGE, "a number of %d characters; at most %d are read".formatted(length, max));
        }
    }

    /** Looks at the exponent's digits only, so that no number is ever written out to be refused. */
    static void requireExponent(char[] text, int start, int length) throws Refused {
        int end = start + length;
        for (int i = end - 1; i > start; i--) {
            if (text[i] == 'e' || text[i] == 'E') {
                int exponent = 0;
                for (int digit = i + 1; digit < end && exponent <= EXPONENT_MAX; digit++) {
                    if (text[digit] >= '0' && text[digit] <= '9') {
                        exponent = exponent * 10 + (text[digit] - '0');
                    }
                }
                if (exponent > EXPONENT_MAX) {
                    throw new Refused(
                            ErrorCode.NUMBER_RANGE,
                            "%s: exponents are -%d to %d"
                                    .formatted(shown(text, start, length), EXPONENT_MAX, EXPONENT_MAX));
                }
                return;
            }
        }
    }

    private static Refused outOfRange(char[] text, int start, int length, TypeKind kind) {
        return Refused.row("%s is out of range for %s".formatted(shown(text, start, length), kind));
    }

    private static String shown(char[] text, int start, int length) {
        return Excerpt.of(new String(text, start, length));
    }
}
