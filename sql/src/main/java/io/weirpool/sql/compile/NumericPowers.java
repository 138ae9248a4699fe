package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** exp, ln, log and power of NUMERIC: 16 significant digits at least, by the rules of PostgreSQL's numeric.c. */
public final class NumericPowers {
    private static final int SIGNIFICANT_DIGITS_MIN = 16;
    private static final int DISPLAY_SCALE_MAX = 1_000;
    /** NUMERIC_MAX_RESULT_SCALE. */
    private static final int RESULT_SCALE_MAX = 2_000;

    private static final double LOG10_E = 0.434294481903252;
    private static final double LN_10 = 2.302585092994046;
    private static final int BASE_DIGITS = 4;

    private NumericPowers() {}

    @SqlFunction("exp(DECIMAL) DECIMAL")
    public static BigDecimal exp(BigDecimal x) {
        double weight = Math.max(-RESULT_SCALE_MAX, Math.min(x.doubleValue() * LOG10_E, RESULT_SCALE_MAX));
        return exp(x, scale(weight, x.scale(), 0));
    }

    private static BigDecimal exp(BigDecimal x, int scale) {
        double value = x.doubleValue();
        if (Math.abs(value) >= RESULT_SCALE_MAX * 3) {
            if (value > 0) {
                throw Numerics.overflow();
            }
            return BigDecimal.ZERO.setScale(scale);
        }
        int digits = Math.max(1, scale + (int) Math.ceil(value * LOG10_E) + 1);
        return BigMath.exp(x, digits).setScale(scale, RoundingMode.HALF_UP);
    }

    /** As many digits after the point as leave 16 significant ones, and not fewer than the operands have. */
    private static int scale(double weight, int a, int b) {
        return Math.min(
                Math.max(Math.max(SIGNIFICANT_DIGITS_MIN - (int) weight, a), Math.max(b, 0)), DISPLAY_SCALE_MAX);
    }

    @SqlFunction("ln(DECIMAL) DECIMAL")
    public static BigDecimal ln(BigDecimal x) {
        checkLogarithm(x);
        int scale = scale(lnWeight(x), x.scale(), 0);
        return BigMath.ln(x, scale + BASE_DIGITS).setScale(scale, RoundingMode.HALF_UP);
    }

    private static void checkLogarithm(BigDecimal x) {
        if (x.signum() <= 0) {
            throw Failures.invalid("cannot take logarithm of " + (x.signum() == 0 ? "zero" : "a negative number"));
        }
    }

    @SqlFunction({"log(DECIMAL) DECIMAL", "log10(DECIMAL) DECIMAL"})
    public static BigDecimal log(BigDecimal x) {
        return log(BigDecimal.TEN, x);
    }

    @SqlFunction("log(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal log(BigDecimal base, BigDecimal x) {
        checkLogarithm(base);
        checkLogarithm(x);
        int weight = lnWeight(x) - lnWeight(base);
        int scale = scale(weight, base.scale(), x.scale());
        BigDecimal divisor = BigMath.ln(base, scale + SIGNIFICANT_DIGITS_MIN - Math.min(0, lnWeight(base)));
        if (divisor.signum() == 0) {
            throw Failures.divisionByZero();
        }
        return BigMath.ln(x, scale + SIGNIFICANT_DIGITS_MIN).divide(divisor, scale, RoundingMode.HALF_UP);
    }

    /** Of the first decimal digit of the logarithm, estimated as PostgreSQL does. */
    private static int lnWeight(BigDecimal x) {
        BigDecimal from = x.subtract(BigDecimal.ONE);
        if (from.abs().compareTo(new BigDecimal("0.1")) <= 0) {
            return from.signum() == 0 ? 0 : from.precision() - from.scale() - 1;
        }
        int weight = Math.floorDiv(x.precision() - x.scale() - 1, BASE_DIGITS);
        int exponent = (weight - 1) * BASE_DIGITS;
        double digits =
                x.scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.DOWN).doubleValue();
        return (int) Math.log10(Math.abs(Math.log(digits) + exponent * LN_10));
    }

    @SqlFunction({"power(DECIMAL, DECIMAL) DECIMAL", "^(DECIMAL, DECIMAL) DECIMAL"})
    public static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        if (base.signum() == 0 && exponent.signum() < 0) {
            throw Failures.invalid("zero raised to a negative power is undefined");
        }
        BigDecimal whole = exponent.setScale(0, RoundingMode.DOWN);
        boolean isWhole = whole.compareTo(exponent) == 0;
        if (isWhole && whole.toBigInteger().bitLength() < 32) {
            return power(base, whole.intValueExact(), exponent.scale());
        }
        if (base.signum() == 0) {
            return BigDecimal.ZERO.setScale(SIGNIFICANT_DIGITS_MIN);
        }
        if (base.signum() < 0 && !isWhole) {
            throw Failures.invalid("a negative number raised to a non-integer power yields a complex result");
        }
        boolean negative = base.signum() < 0 && whole.toBigInteger().testBit(0);
        BigDecimal power = powerOfPositive(base.abs(), exponent);
        return negative ? power.negate() : power;
    }

    private static BigDecimal powerOfPositive(BigDecimal base, BigDecimal exponent) {
        double estimate = BigMath.ln(base, 20).multiply(exponent).doubleValue();
        if (Math.abs(estimate) > RESULT_SCALE_MAX * 3.01) {
            if (estimate > 0) {
                throw Numerics.overflow();
            }
            return BigDecimal.ZERO.setScale(DISPLAY_SCALE_MAX);
        }
        int scale = scale(estimate * LOG10_E, base.scale(), exponent.scale());
        int digits = Math.max(8, scale + (int) (estimate * LOG10_E) + 8 + exponent.precision());
        return exp(BigMath.ln(base, digits + 8).multiply(exponent), scale);
    }

    /** A whole exponent. */
    private static BigDecimal power(BigDecimal base, int exponent, int exponentScale) {
        double weight = base.signum() == 0 ? 0 : exponent * log10(base);
        if (weight > (RESULT_SCALE_MAX + 1) * 100.0) {
            throw new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "value overflows numeric format");
        }
        if (weight + 1 < -DISPLAY_SCALE_MAX) {
            return BigDecimal.ZERO.setScale(DISPLAY_SCALE_MAX);
        }
        int scale = scale(weight, base.scale(), exponentScale);
        if (exponent == 0) {
            return BigDecimal.ONE.setScale(scale);
        }
        if (base.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        if (exponent < 0) {
            java.math.MathContext context =
                    new java.math.MathContext(Math.max(1, scale + (int) Math.ceil(Math.abs(weight)) + 40));
            return Numerics.checked(BigDecimal.ONE.divide(base.pow(-exponent, context), scale, RoundingMode.HALF_UP));
        }
        java.math.MathContext context = new java.math.MathContext(Math.max(1, scale + (int) Math.abs(weight) + 40));
        return Numerics.checked(base.pow(exponent, context).setScale(scale, RoundingMode.HALF_UP));
    }

    private static double log10(BigDecimal base) {
        int shift = base.precision() - base.scale() - 16;
        return Math.log10(base.abs().scaleByPowerOfTen(-shift).doubleValue()) + shift;
    }

    @SqlFunction("factorial(BIGINT) DECIMAL")
    public static BigDecimal factorial(long n) {
        if (n < 0) {
            throw Failures.outOfRange("factorial of a negative number: value");
        }
        if (n > 32_177) {
            throw Numerics.overflow();
        }
        BigInteger product = BigInteger.ONE;
        for (long i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return new BigDecimal(product);
    }
}
