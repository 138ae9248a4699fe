package io.weirpool.sql.compile;

import static java.lang.Math.max;
import static java.lang.Math.min;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * PostgreSQL's {@code numeric}: a value carries its own scale, never negative; {@code select_div_scale} of its
 * numeric.c gives that of a quotient.
 */
final class Numerics {
    /** Digits before the point that PostgreSQL's format holds. */
    private static final int INTEGER_DIGITS_MAX = 131_072;
    /** Digits after the point that PostgreSQL's format holds. */
    private static final int SCALE_MAX = 16_383;
    /** NUMERIC_MIN_SIG_DIGITS, NUMERIC_MAX_DISPLAY_SCALE and DEC_DIGITS of numeric.c. */
    private static final int SIGNIFICANT_DIGITS_MIN = 16;

    private static final int DISPLAY_SCALE_MAX = 1_000;
    private static final int BASE_DIGITS = 4;

    private Numerics() {}

    static BigDecimal checked(BigDecimal value) {
        if (value.signum() != 0 && value.precision() - value.scale() > INTEGER_DIGITS_MAX) {
            throw overflow();
        }
        if (value.scale() > SCALE_MAX) {
            return value.setScale(SCALE_MAX, RoundingMode.HALF_UP);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    static ExpressionFailure overflow() {
        return new ExpressionFailure(
                io.weirpool.common.error.ErrorCode.NUMERIC_OVERFLOW, "value overflows numeric format");
    }

    /** As PostgreSQL reads it from a number's text: no exponent left. */
    static BigDecimal read(BigDecimal value) {
        // Compared before expanding, so that 1e999999999 costs nothing.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > INTEGER_DIGITS_MAX) {
            throw overflow();
        }
        if (value.scale() > SCALE_MAX) {
            throw overflow();
        }
        return value.scale() < 0 ? (value.signum() == 0 ? BigDecimal.ZERO : value.setScale(0)) : value;
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw Failures.divisionByZero();
        }
        int weight = weight(a) - weight(b);
        if (firstDigit(a) <= firstDigit(b)) {
            weight--;
        }
        int scale = SIGNIFICANT_DIGITS_MIN - weight * BASE_DIGITS;
        scale = min(max(max(scale, a.scale()), max(b.scale(), 0)), DISPLAY_SCALE_MAX);
        return checked(a.divide(b, scale, RoundingMode.HALF_UP));
    }

    static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw Failures.divisionByZero();
        }
        return a.remainder(b).setScale(max(a.scale(), b.scale()));
    }

    static BigDecimal sqrt(BigDecimal value) {
        if (value.signum() < 0) {
            throw Failures.invalid("cannot take square root of a negative number");
        }
        int digits = weight(value) * BASE_DIGITS / 2 + 1;
        int scale = min(max(max(SIGNIFICANT_DIGITS_MIN - digits, value.scale()), 0), DISPLAY_SCALE_MAX);
        BigInteger shifted =
                value.setScale(2 * (scale + 1), RoundingMode.DOWN).unscaledValue(); // one digit more, to round by
        BigDecimal root = new BigDecimal(shifted.sqrt(), scale + 1);
        return root.setScale(scale, RoundingMode.HALF_UP);
    }

    /** Of the leading digit in base 10,000; 0 for zero. */
    private static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, BASE_DIGITS);
    }

    /** In base 10,000; 0 for zero. */
    private static int firstDigit(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        int decimals = Math.floorMod(value.precision() - value.scale() - 1, BASE_DIGITS) + 1;
        BigDecimal leading = value.abs().round(new MathContext(decimals, RoundingMode.DOWN));
        return leading.movePointLeft(weight(value) * BASE_DIGITS).intValue();
    }
}
