package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Binary floating point with PostgreSQL's errors in place of silent infinities and zeros, and its text. */
final class Floats {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Below a power of two the neighbour is nearer than above, so the nearest digits can be too far where others are not. */
    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

    private Floats() {}

    static float sum(float a, float b, float result) {
        if (Float.isInfinite(result) && !Float.isInfinite(a) && !Float.isInfinite(b)) {
            throw Failures.floatOverflow();
        }
        return result;
    }

    static double sum(double a, double b, double result) {
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw Failures.floatOverflow();
        }
        return result;
    }

    static float product(float a, float b, float result) {
        if (result == 0 && a != 0 && b != 0) {
            throw Failures.floatUnderflow();
        }
        return sum(a, b, result);
    }

    static double product(double a, double b, double result) {
        if (result == 0 && a != 0 && b != 0) {
            throw Failures.floatUnderflow();
        }
        return sum(a, b, result);
    }

    static float quotient(float a, float b, float result) {
        if (b == 0 && !Float.isNaN(a)) {
            throw Failures.divisionByZero();
        }
        if (result == 0 && a != 0 && !Float.isInfinite(b)) {
            throw Failures.floatUnderflow();
        }
        return sum(a, a, result);
    }

    static double quotient(double a, double b, double result) {
        if (b == 0 && !Double.isNaN(a)) {
            throw Failures.divisionByZero();
        }
        if (result == 0 && a != 0 && !Double.isInfinite(b)) {
            throw Failures.floatUnderflow();
        }
        return sum(a, a, result);
    }

    /** To REAL; too large or too small a value is an error. */
    static float narrow(double value) {
        float narrowed = (float) value;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
            throw Failures.floatOverflow();
        }
        if (narrowed == 0 && value != 0) {
            throw Failures.floatUnderflow();
        }
        return narrowed;
    }

    /** As PostgreSQL prints double precision: the shortest digits strictly nearer to the value than to its neighbours. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // Decimals of so few digits are never half way between doubles, and no two of them are the same double.
        boolean unique = digits.precision() <= 15 && Math.abs(value) < 1L << 53 && Math.abs(value) > Double.MIN_NORMAL;
        return text(unique ? digits : shortest(value, Math.nextDown(value), Math.nextUp(value)), 15);
    }

    /** As PostgreSQL prints real. */
    static String text(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return text(shortest(value, Math.nextDown(value), Math.nextUp(value)), 6);
    }

    /** The neighbours of the largest value are as far above as below. */
    private static BigDecimal shortest(double value, double below, double above) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal low = Double.isInfinite(below) ? new BigDecimal(above) : new BigDecimal(below);
        BigDecimal high = Double.isInfinite(above) ? new BigDecimal(below) : new BigDecimal(above);
        BigDecimal spaceBelow = exact.subtract(low).abs();
        BigDecimal spaceAbove = high.subtract(exact).abs();
        for (int digits = 1; ; digits++) {
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                BigDecimal error = rounded.subtract(exact);
                BigDecimal space = error.signum() < 0 ? spaceBelow : spaceAbove;
                if (error.abs().multiply(TWO).compareTo(space) < 0) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** @param digits from this exponent on the form is 1e+15 */
    private static String text(BigDecimal shortest, int digits) {
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return shortest.toPlainString();
        }
        String unscaled = shortest.unscaledValue().abs().toString();
        String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
        return String.format(
                Locale.ROOT,
                "%s%s%se%s%02d",
                shortest.signum() < 0 ? "-" : "",
                unscaled.charAt(0),
                fraction,
                exponent < 0 ? "-" : "+",
                Math.abs(exponent));
    }
}
