package io.weirpool.processor.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** PostgreSQL's {@code numeric} quotient of a sum and a count, with the scale its {@code select_div_scale} chooses. */
final class NumericAverage {
    /** NUMERIC_MIN_SIG_DIGITS, NUMERIC_MAX_DISPLAY_SCALE and DEC_DIGITS of PostgreSQL's numeric.c. */
    private static final int SIGNIFICANT_DIGITS_MIN = 16;

    private static final int DISPLAY_SCALE_MAX = 1_000;
    private static final int BASE_DIGITS = 4;

    private NumericAverage() {}

    static BigDecimal of(BigDecimal sum, long count) {
        BigDecimal divisor = BigDecimal.valueOf(count);
        int weight = weight(sum) - weight(divisor);
        if (firstDigit(sum) <= firstDigit(divisor)) {
            weight--;
        }
        int scale = Math.max(SIGNIFICANT_DIGITS_MIN - weight * BASE_DIGITS, sum.scale());
        return sum.divide(divisor, Math.min(Math.max(scale, 0), DISPLAY_SCALE_MAX), RoundingMode.HALF_UP);
    }

    /** Power of 10,000 of the first digit to that base that is not 0; 0 for 0. */
    private static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, BASE_DIGITS);
    }

    /** The first digit to the base 10,000 that is not 0; 0 for 0. */
    private static int firstDigit(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        BigInteger digits = value.unscaledValue().abs();
        int shift = -value.scale() - weight(value) * BASE_DIGITS;
        BigInteger first =
                shift >= 0 ? digits.multiply(BigInteger.TEN.pow(shift)) : digits.divide(BigInteger.TEN.pow(-shift));
        return first.intValue();
    }
}
