package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Binary floating point with PostgreSQL's errors in place of silent infinities and zeros, and its text. */
final class Floats {
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

    /** As PostgreSQL prints double precision: the shortest digits that read back as the value. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        shortest = exact.round(new MathContext(shortest.precision()));
        while (shortest.precision() > 1) {
            BigDecimal shorter = exact.round(new MathContext(shortest.precision() - 1));
            if (shorter.doubleValue() != value) {
                break;
            }
            shortest = shorter;
        }
        return text(shortest.stripTrailingZeros(), 15);
    }

    /** As PostgreSQL prints real. */
    static String text(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        shortest = exact.round(new MathContext(shortest.precision()));
        while (shortest.precision() > 1) {
            BigDecimal shorter = exact.round(new MathContext(shortest.precision() - 1));
            if (shorter.floatValue() != value) {
                break;
            }
            shortest = shorter;
        }
        return text(shortest.stripTrailingZeros(), 6);
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
