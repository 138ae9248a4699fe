package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.MathContext;

/** Hyperbolic functions and the cube root of DOUBLE, rounded correctly, as {@link Transcendental} has the others. */
public final class Hyperbolic {
    /** Beyond the 17 of a double, and those that a difference of near numbers loses. */
    private static final int DIGITS = 60;

    private static final MathContext CONTEXT = new MathContext(DIGITS);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Beyond it sinh and cosh are infinite. */
    private static final double LARGE = 711;
    /** Within it sinh, tanh, asinh and atanh are their argument. */
    private static final double SMALL = 0x1p-30;
    /** Beyond it tanh is 1. */
    private static final double FLAT = 40;

    private Hyperbolic() {}

    @SqlFunction("sinh(DOUBLE) DOUBLE")
    public static double sinh(double x) {
        if (Double.isNaN(x) || Math.abs(x) < SMALL) {
            return x;
        }
        return Math.abs(x) > LARGE
                ? Math.copySign(Double.POSITIVE_INFINITY, x)
                : grown(x).subtract(grown(-x)).divide(TWO, CONTEXT).doubleValue();
    }

    @SqlFunction("cosh(DOUBLE) DOUBLE")
    public static double cosh(double x) {
        if (Double.isNaN(x) || Math.abs(x) < SMALL) {
            return Double.isNaN(x) ? x : 1;
        }
        return Math.abs(x) > LARGE
                ? Double.POSITIVE_INFINITY
                : grown(x).add(grown(-x)).divide(TWO, CONTEXT).doubleValue();
    }

    private static BigDecimal grown(double x) {
        return BigMath.exp(new BigDecimal(x), DIGITS);
    }

    @SqlFunction("tanh(DOUBLE) DOUBLE")
    public static double tanh(double x) {
        if (Double.isNaN(x) || Math.abs(x) < SMALL) {
            return x;
        }
        if (Math.abs(x) > FLAT) {
            return Math.copySign(1, x);
        }
        BigDecimal up = grown(x);
        BigDecimal down = grown(-x);
        return up.subtract(down).divide(up.add(down), CONTEXT).doubleValue();
    }

    @SqlFunction("asinh(DOUBLE) DOUBLE")
    public static double asinh(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x) || Math.abs(x) < SMALL) {
            return x;
        }
        BigDecimal exact = new BigDecimal(Math.abs(x));
        BigDecimal root = exact.multiply(exact).add(BigDecimal.ONE).sqrt(CONTEXT);
        return Math.copySign(BigMath.ln(exact.add(root), DIGITS).doubleValue(), x);
    }

    @SqlFunction("acosh(DOUBLE) DOUBLE")
    public static double acosh(double x) {
        if (x < 1) {
            throw Failures.invalid("input is out of range");
        }
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal root = exact.multiply(exact).subtract(BigDecimal.ONE).sqrt(CONTEXT);
        return BigMath.ln(exact.add(root), DIGITS).doubleValue();
    }

    @SqlFunction("atanh(DOUBLE) DOUBLE")
    public static double atanh(double x) {
        if (x < -1 || x > 1) {
            throw Failures.invalid("input is out of range");
        }
        if (Math.abs(x) == 1) {
            return Math.copySign(Double.POSITIVE_INFINITY, x);
        }
        if (Double.isNaN(x) || Math.abs(x) < SMALL) {
            return x;
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal ratio = BigDecimal.ONE.add(exact).divide(BigDecimal.ONE.subtract(exact), CONTEXT);
        return BigMath.ln(ratio, DIGITS).divide(TWO, CONTEXT).doubleValue();
    }

    @SqlFunction({"cbrt(DOUBLE) DOUBLE", "||/(DOUBLE) DOUBLE"})
    public static double cbrt(double x) {
        double near = Math.cbrt(Math.abs(x));
        if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
            return x;
        }
        BigDecimal exact = new BigDecimal(Math.abs(x));
        if (cubeBetween(near, Math.nextUp(near)).compareTo(exact) < 0) {
            near = Math.nextUp(near);
        } else if (cubeBetween(Math.nextDown(near), near).compareTo(exact) > 0) {
            near = Math.nextDown(near);
        }
        return Math.copySign(near, x);
    }

    private static BigDecimal cubeBetween(double a, double b) {
        return new BigDecimal(a).add(new BigDecimal(b)).divide(TWO).pow(3);
    }
}
