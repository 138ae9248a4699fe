package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Elementary functions of DOUBLE, correctly rounded, so that every machine gives the same; PostgreSQL's come from the
 * platform's C library, which is right to the last bit nearly always.
 */
public final class Transcendental {
    /** Beyond the 17 of a double: enough to round nearly any result correctly. */
    private static final int DIGITS = 40;

    /** Of the exponents where exp neither overflows nor vanishes. */
    private static final double EXP_MAX = 710;

    private static final double EXP_MIN = -746;

    private Transcendental() {}

    private interface Exact {
        BigDecimal of(BigDecimal x);
    }

    /** The function where it has a finite, non-zero argument and result. */
    private static double rounded(double x, Exact function) {
        return function.of(new BigDecimal(x)).doubleValue();
    }

    @SqlFunction("exp(DOUBLE) DOUBLE")
    public static double exp(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return x == Double.NEGATIVE_INFINITY ? 0 : x;
        }
        if (x > EXP_MAX) {
            throw Failures.floatOverflow();
        }
        if (x < EXP_MIN) {
            throw Failures.floatUnderflow();
        }
        return inRange(Math.abs(x) < 0x1p-60 ? 1 + x : rounded(x, v -> BigMath.exp(v, DIGITS)));
    }

    private static double inRange(double result) {
        if (Double.isInfinite(result)) {
            throw Failures.floatOverflow();
        }
        if (result == 0) {
            throw Failures.floatUnderflow();
        }
        return result;
    }

    @SqlFunction("ln(DOUBLE) DOUBLE")
    public static double ln(double x) {
        checkLogarithm(x);
        return Double.isNaN(x) || Double.isInfinite(x) ? x : rounded(x, v -> BigMath.ln(v, DIGITS));
    }

    @SqlFunction({"log(DOUBLE) DOUBLE", "log10(DOUBLE) DOUBLE"})
    public static double log10(double x) {
        checkLogarithm(x);
        MathContext context = new MathContext(DIGITS);
        return Double.isNaN(x) || Double.isInfinite(x)
                ? x
                : rounded(x, v -> BigMath.ln(v, DIGITS).divide(BigMath.ln10(DIGITS), context));
    }

    private static void checkLogarithm(double x) {
        if (x <= 0) {
            throw Failures.invalid("cannot take logarithm of " + (x == 0 ? "zero" : "a negative number"));
        }
    }

    @SqlFunction({"power(DOUBLE, DOUBLE) DOUBLE", "^(DOUBLE, DOUBLE) DOUBLE"})
    public static double power(double x, double y) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return x == 1 || y == 0 ? 1 : Double.NaN;
        }
        if (x == 0 && y < 0) {
            throw Failures.invalid("zero raised to a negative power is undefined");
        }
        if (x < 0 && Math.floor(y) != y) {
            throw Failures.invalid("a negative number raised to a non-integer power yields a complex result");
        }
        if (x == 1 || y == 0) {
            return 1;
        }
        double near = x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
        boolean special = Double.isInfinite(x) || Double.isInfinite(y) || x == 0;
        return special ? near : powerOfFinite(x, y, near);
    }

    private static double powerOfFinite(double x, double y, double near) {
        inRange(near);
        BigDecimal exponent =
                BigMath.ln(new BigDecimal(Math.abs(x)), DIGITS + 10).multiply(new BigDecimal(y));
        double exact =
                exponent.signum() == 0 ? 1 : BigMath.exp(exponent, DIGITS).doubleValue();
        return inRange(near < 0 ? -exact : exact);
    }

    @SqlFunction("sin(DOUBLE) DOUBLE")
    public static double sin(double x) {
        checkFinite(x);
        return keepsItself(x) ? x : rounded(x, v -> BigMath.sin(v, DIGITS));
    }

    /** So near to 0 that the function is its argument. */
    private static boolean keepsItself(double x) {
        return Double.isNaN(x) || Math.abs(x) < 0x1p-30;
    }

    private static void checkFinite(double x) {
        if (Double.isInfinite(x)) {
            throw Failures.invalid("input is out of range");
        }
    }

    @SqlFunction("cos(DOUBLE) DOUBLE")
    public static double cos(double x) {
        checkFinite(x);
        if (Double.isNaN(x) || Math.abs(x) < 0x1p-30) {
            return Double.isNaN(x) ? x : 1;
        }
        return rounded(x, v -> BigMath.cos(v, DIGITS));
    }

    @SqlFunction("tan(DOUBLE) DOUBLE")
    public static double tan(double x) {
        checkFinite(x);
        return keepsItself(x) ? x : rounded(x, v -> quotient(BigMath.sin(v, DIGITS), BigMath.cos(v, DIGITS)));
    }

    @SqlFunction("cot(DOUBLE) DOUBLE")
    public static double cot(double x) {
        checkFinite(x);
        return 1 / tan(x);
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.divide(b, new MathContext(DIGITS));
    }

    @SqlFunction("atan(DOUBLE) DOUBLE")
    public static double atan(double x) {
        if (keepsItself(x) || Double.isInfinite(x)) {
            return Double.isInfinite(x) ? Math.copySign(Math.PI / 2, x) : x;
        }
        return rounded(x, v -> BigMath.arctan(v, DIGITS));
    }

    @SqlFunction("atan2(DOUBLE, DOUBLE) DOUBLE")
    public static double atan2(double y, double x) {
        boolean special = x == 0 || y == 0 || !Double.isFinite(x) || !Double.isFinite(y);
        if (special) {
            return Math.atan2(y, x);
        }
        BigDecimal angle = BigMath.arctan(quotient(new BigDecimal(y), new BigDecimal(x)), DIGITS);
        BigDecimal turned = x > 0 ? angle : y > 0 ? angle.add(BigMath.pi(DIGITS)) : angle.subtract(BigMath.pi(DIGITS));
        return Math.copySign(turned.doubleValue(), y);
    }

    @SqlFunction("asin(DOUBLE) DOUBLE")
    public static double asin(double x) {
        checkCosine(x);
        if (keepsItself(x) || Math.abs(x) == 1) {
            return Math.abs(x) == 1 ? Math.copySign(Math.PI / 2, x) : x;
        }
        return rounded(x, v -> BigMath.arctan(quotient(v, ofRightTriangle(v)), DIGITS));
    }

    private static BigDecimal ofRightTriangle(BigDecimal x) {
        return BigDecimal.ONE.subtract(x.multiply(x)).sqrt(new MathContext(DIGITS + 20));
    }

    private static void checkCosine(double x) {
        if (x < -1 || x > 1) {
            throw Failures.invalid("input is out of range");
        }
    }

    @SqlFunction("acos(DOUBLE) DOUBLE")
    public static double acos(double x) {
        checkCosine(x);
        if (Double.isNaN(x) || x == 1) {
            return x == 1 ? 0 : x;
        }
        if (x == -1) {
            return Math.PI;
        }
        return rounded(x, v -> {
            BigDecimal half = BigMath.pi(DIGITS).divide(BigDecimal.valueOf(2));
            return half.subtract(BigMath.arctan(quotient(v, ofRightTriangle(v)), DIGITS));
        });
    }
}
