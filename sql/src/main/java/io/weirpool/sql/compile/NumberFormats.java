package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** to_char of numbers, and to_number. */
public final class NumberFormats {
    /** Digits a REAL and a DOUBLE surely have: FLT_DIG and DBL_DIG of C. */
    private static final int REAL_DIGITS = 6;

    private static final int DOUBLE_DIGITS = 15;

    private NumberFormats() {}

    @SqlFunction("to_char(INTEGER, VARCHAR) VARCHAR")
    public static String integer(int value, NumberPicture picture) {
        if (picture.scientific) {
            return scientific(C.scientific(BigDecimal.valueOf(value), picture.after));
        }
        if (!picture.roman && picture.shifted > 9) {
            throw Failures.invalid("the format has over nine digits after V");
        }
        // As PostgreSQL does, which does not look whether the product fits.
        int shifted = value * (int) Math.pow(10, picture.shifted);
        return picture.roman ? NumberWriter.roman(picture, value) : whole(picture, Integer.toString(shifted));
    }

    @SqlFunction("to_char(BIGINT, VARCHAR) VARCHAR")
    public static String bigint(long value, NumberPicture picture) {
        if (picture.scientific) {
            return scientific(C.significand(BigDecimal.valueOf(value), picture.after));
        }
        if (picture.roman) {
            return NumberWriter.roman(picture, value);
        }
        BigDecimal shifted = BigDecimal.valueOf(value).scaleByPowerOfTen(picture.shifted);
        try {
            return whole(picture, Long.toString(shifted.longValueExact()));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("bigint");
        }
    }

    private static String whole(NumberPicture picture, String number) {
        String digits = picture.after > 0 ? number + "." + "0".repeat(picture.after) : number;
        return write(picture, digits, picture.after);
    }

    private static String write(NumberPicture picture, String number, int after) {
        boolean negative = number.startsWith("-");
        return NumberWriter.write(
                picture, negative ? number.substring(1) : number, negative, picture.before + picture.shifted, after);
    }

    @SqlFunction("to_char(DECIMAL, VARCHAR) VARCHAR")
    public static String decimal(BigDecimal value, NumberPicture picture) {
        if (picture.scientific) {
            return scientific(C.significand(value, picture.after));
        }
        if (picture.roman) {
            BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
            return NumberWriter.roman(picture, rounded.precision() > 9 ? 0 : rounded.longValue());
        }
        BigDecimal shifted = value.scaleByPowerOfTen(picture.shifted).setScale(picture.after, RoundingMode.HALF_UP);
        return write(picture, shifted.toPlainString(), picture.after);
    }

    @SqlFunction("to_char(REAL, VARCHAR) VARCHAR")
    public static String real(float value, NumberPicture picture) {
        float shifted = value * (float) Math.pow(10, picture.shifted);
        return floating(picture.shifted > 0 ? shifted : value, picture, REAL_DIGITS);
    }

    @SqlFunction("to_char(DOUBLE, VARCHAR) VARCHAR")
    public static String doublePrecision(double value, NumberPicture picture) {
        double shifted = value * Math.pow(10, picture.shifted);
        return floating(picture.shifted > 0 ? shifted : value, picture, DOUBLE_DIGITS);
    }

    private static String floating(double value, NumberPicture picture, int digits) {
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        if (picture.scientific) {
            return finite
                    ? scientific(C.scientific(value, picture.after))
                    : " " + "#".repeat(picture.before) + "." + "#".repeat(picture.after + 4);
        }
        if (picture.roman) {
            double rounded = Math.rint(value);
            return NumberWriter.roman(picture, rounded >= 1 && rounded <= 3_999 ? (long) rounded : 0);
        }
        int whole = C.fixed(Math.abs(value), 0).length();
        int after = whole >= digits ? 0 : Math.min(picture.after, digits - whole);
        return write(picture, C.fixed(value, after), after);
    }

    /** A blank in the place of a sign. */
    private static String scientific(String number) {
        return number.startsWith("-") ? number : " " + number;
    }

    /** Numbers as C's printf writes them, and as PostgreSQL's numeric does. */
    private static final class C {
        private C() {}

        /** {@code %.nf}: exact, ties to even. */
        static String fixed(double value, int after) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return Double.isNaN(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity";
            }
            String number = new BigDecimal(Math.abs(value))
                    .setScale(after, RoundingMode.HALF_EVEN)
                    .toPlainString();
            return isNegative(value) ? "-" + number : number;
        }

        /** Minus zero is negative, too. */
        private static boolean isNegative(double value) {
            return Double.doubleToRawLongBits(value) < 0;
        }

        /** {@code %.ne}: exact, ties to even. */
        static String scientific(double value, int after) {
            String number = scientific(new BigDecimal(Math.abs(value)), after);
            return isNegative(value) ? "-" + number : number;
        }

        static String scientific(BigDecimal value, int after) {
            BigDecimal rounded = value.round(new MathContext(after + 1, RoundingMode.HALF_EVEN));
            return significand(rounded, after);
        }

        /** The exponent is that of the number before it is rounded: 9.99 to one digit is 10.0e+00. */
        static String significand(BigDecimal value, int after) {
            int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
            String digits = value.scaleByPowerOfTen(-exponent)
                    .setScale(after, RoundingMode.HALF_UP)
                    .toPlainString();
            String shown = TimeText.digits(Math.abs(exponent), 2);
            return digits + "e" + (exponent < 0 ? "-" : "+") + shown;
        }
    }

    /** The digits that the picture finds in the text; NULL for an empty picture. */
    @SqlFunction("to_number(VARCHAR, VARCHAR) DECIMAL")
    public static @org.jspecify.annotations.Nullable BigDecimal toNumber(String text, NumberPicture picture) {
        return picture.parts.isEmpty() ? null : NumberReader.read(picture, text);
    }
}
