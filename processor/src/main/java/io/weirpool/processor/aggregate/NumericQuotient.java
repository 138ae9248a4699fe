package io.weirpool.processor.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** PostgreSQL's {@code numeric} quotients and roots, with the scale its {@code select_div_scale} chooses. */
final class NumericQuotient {
    /** NUMERIC_MIN_SIG_DIGITS, NUMERIC_MAX_DISPLAY_SCALE and DEC_DIGITS of PostgreSQL's numeric.c. */
    private static final int SIGNIFICANT_DIGITS_MIN = 16;

    private static final int DISPLAY_SCALE_MAX = 1_000;
    private static final int BASE_DIGITS = 4;
    private static final int BASE = 10_000;

    private NumericQuotient() {}

    /** @param divisor not 0 */
    static BigDecimal of(BigDecimal dividend, BigDecimal divisor) {
        int weight = weight(dividend) - weight(divisor);
        if (firstDigit(dividend) <= firstDigit(divisor)) {
            weight--;
        }
        int scale =
                Math.max(SIGNIFICANT_DIGITS_MIN - weight * BASE_DIGITS, Math.max(dividend.scale(), divisor.scale()));
        return dividend.divide(divisor, Math.min(Math.max(scale, 0), DISPLAY_SCALE_MAX), RoundingMode.HALF_UP);
    }

    static BigDecimal average(BigDecimal sum, long count) {
        return of(sum, BigDecimal.valueOf(count));
    }

    /** The same of whole numbers, without the powers of ten that {@link #firstDigit(BigDecimal)} makes. */
    static BigDecimal average(long sum, long count) {
        int weight = weight(sum) - weight(count);
        if (firstDigit(sum) <= firstDigit(count)) {
            weight--;
        }
        int scale = Math.max(SIGNIFICANT_DIGITS_MIN - weight * BASE_DIGITS, 0);
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP);
    }

    private static int weight(long value) {
        int weight = 0;
        for (long rest = value / BASE; rest != 0; rest /= BASE) {
            weight++;
        }
        return weight;
    }

    private static long firstDigit(long value) {
        long first = value;
        while (first / BASE != 0) {
            first /= BASE;
        }
        return Math.abs(first);
    }

    /** The square root at the value's own scale. */
    static BigDecimal root(BigDecimal value) {
        int scale = value.scale();
        BigInteger shifted = value.setScale(2 * (scale + 1)).unscaledValue(); // one digit more, to round by
        return new BigDecimal(shifted.sqrt(), scale + 1).setScale(scale, RoundingMode.HALF_UP);
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
