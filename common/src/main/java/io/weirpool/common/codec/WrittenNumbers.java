package io.weirpool.common.codec;

import static io.weirpool.common.codec.WrittenRows.NO;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;

/** Numbers in the form {@link JsonWriter} gives them, and no other; each method says where the number ends. */
final class WrittenNumbers {
    /** Digits that fit a long whatever they are. */
    private static final int LONG_DIGITS = 18;
    /** Digits of a decimal that a double, a float tells from all others of as many: it is then the shortest for its number. */
    private static final int DOUBLE_DIGITS = 15;

    private static final int REAL_DIGITS = 6;
    /** ECMAScript writes smaller numbers with an exponent. */
    private static final int ZEROS_AFTER_POINT_MAX = 5;

    private WrittenNumbers() {}

    static int integer(byte[] body, int from, int to, TypeKind kind) {
        boolean negative = from < to && body[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long value = 0;
        while (at < to && isDigit(body[at])) {
            value = value * 10 + (body[at++] - '0');
        }
        int digits = at - first;
        if (digits == 0 || digits > LONG_DIGITS || (body[first] == '0' && (digits > 1 || negative))) {
            return NO;
        }
        long signed = negative ? -value : value;
        boolean fits = switch (kind) {
            case SMALLINT -> signed == (short) signed;
            case INTEGER -> signed == (int) signed;
            default -> true;
        };
        return fits ? at : NO;
    }

    /** What stands between the quotes: as many digits after the point as the type has, or as there are. */
    static int decimal(byte[] body, int from, int to, SqlType type) {
        boolean negative = from < to && body[from] == '-';
        int first = negative ? from + 1 : from;
        int whole = wholeDigits(body, first, to);
        if (whole == NO) {
            return NO;
        }
        int at = whole;
        int scale = 0;
        if (at < to && body[at] == '.') {
            at = afterDigits(body, at + 1, to);
            scale = at - whole - 1;
            if (scale == 0) {
                return NO;
            }
        }
        if (at - from > JsonNumbers.LENGTH_MAX || (negative && !hasDigit(body, first, at))) {
            return NO;
        }
        if (type.precision() == SqlType.UNBOUNDED) {
            return at;
        }
        boolean holds = body[first] == '0' || whole - first <= type.precision() - type.scale();
        return holds && scale == type.scale() ? at : NO;
    }

    /** Of few digits and without an exponent, as nearly all are; whatever else is written so is not seen to be. */
    static int floating(byte[] body, int from, int to, TypeKind kind) {
        int first = from < to && body[from] == '-' ? from + 1 : from;
        int whole = wholeDigits(body, first, to);
        if (whole == NO) {
            return NO;
        }
        boolean fraction = whole < to && body[whole] == '.';
        int at = fraction ? afterDigits(body, whole + 1, to) : whole;
        if (fraction && (at == whole + 1 || body[at - 1] == '0')) {
            return NO;
        }
        int significant = at - first - (fraction ? 1 : 0);
        if (body[first] == '0') {
            int zeros = fraction ? zeros(body, whole + 1) : 0;
            significant -= 1 + zeros;
            if (zeros > ZEROS_AFTER_POINT_MAX || (!fraction && first > from)) {
                return NO;
            }
        }
        return significant <= (kind == TypeKind.REAL ? REAL_DIGITS : DOUBLE_DIGITS) ? at : NO;
    }

    /** Index after the digits before the point: one 0, or some that do not begin with one. */
    private static int wholeDigits(byte[] body, int from, int to) {
        int at = afterDigits(body, from, to);
        return at == from || (body[from] == '0' && at > from + 1) ? NO : at;
    }

    private static int afterDigits(byte[] body, int from, int to) {
        int at = from;
        while (at < to && isDigit(body[at])) {
            at++;
        }
        return at;
    }

    /** How many there are before another digit, which there is. */
    private static int zeros(byte[] body, int from) {
        int at = from;
        while (body[at] == '0') {
            at++;
        }
        return at - from;
    }

    /** Whether a digit is not 0. */
    private static boolean hasDigit(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] >= '1' && body[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
