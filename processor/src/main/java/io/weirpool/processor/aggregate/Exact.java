package io.weirpool.processor.aggregate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import java.math.BigInteger;

/** {@code mantissa * 2^exponent}: what every finite REAL and DOUBLE is, and every sum and product of such. */
record Exact(BigInteger mantissa, int exponent) {
    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_BIAS = 1075;
    /** Of a quotient: more than any rounding to 53 asks for. */
    private static final int QUOTIENT_BITS = 110;

    /** @param number not 0 */
    static Exact of(double number) {
        long bits = Double.doubleToLongBits(number);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & ((1L << FRACTION_BITS) - 1);
        long whole = biased == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        int zeros = Long.numberOfTrailingZeros(whole);
        whole >>= zeros;
        return new Exact(BigInteger.valueOf(bits < 0 ? -whole : whole), Math.max(biased, 1) - EXPONENT_BIAS + zeros);
    }

    static Exact of(long number) {
        return new Exact(BigInteger.valueOf(number), 0);
    }

    Exact times(Exact other) {
        return new Exact(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Exact minus(Exact other) {
        int least = Math.min(exponent, other.exponent);
        return new Exact(
                mantissa.shiftLeft(exponent - least).subtract(other.mantissa.shiftLeft(other.exponent - least)), least);
    }

    int signum() {
        return mantissa.signum();
    }

    /**
     * The quotient, rounded once.
     *
     * @param divisor not 0
     * @throws ExpressionFailure when it is more than a DOUBLE holds
     */
    double over(Exact divisor) {
        int shift = QUOTIENT_BITS - mantissa.bitLength() + divisor.mantissa.bitLength();
        BigInteger numerator = mantissa.abs().shiftLeft(Math.max(shift, 0));
        BigInteger denominator = divisor.mantissa.abs().shiftLeft(Math.max(-shift, 0));
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        BigInteger sticky = parts[1].signum() == 0 ? parts[0] : parts[0].or(BigInteger.ONE);
        double magnitude = Math.scalb(sticky.doubleValue(), exponent - divisor.exponent - shift);
        return checked(signum() * divisor.signum() < 0 ? -magnitude : magnitude);
    }

    static double checked(double rounded) {
        if (Double.isInfinite(rounded)) {
            throw new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "value out of range: overflow");
        }
        return rounded;
    }
}
