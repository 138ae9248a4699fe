package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of numbers. */
public final class Numbers {
    /** The first and last digit of PostgreSQL's format: what is asked beyond them is what is asked there. */
    private static final int DIGITS_MIN = -131_073;

    private static final int DIGITS_MAX = 16_383;

    private Numbers() {}

    @SqlFunction({"abs(SMALLINT) SMALLINT", "@(SMALLINT) SMALLINT"})
    public static int absSmall(int value) {
        return value < 0 ? Arithmetic.negateSmall(value) : value;
    }

    @SqlFunction({"abs(INTEGER) INTEGER", "@(INTEGER) INTEGER"})
    public static int abs(int value) {
        return value < 0 ? Arithmetic.negate(value) : value;
    }

    @SqlFunction({"abs(BIGINT) BIGINT", "@(BIGINT) BIGINT"})
    public static long abs(long value) {
        return value < 0 ? Arithmetic.negate(value) : value;
    }

    @SqlFunction({"abs(REAL) REAL", "@(REAL) REAL"})
    public static float abs(float value) {
        return Math.abs(value);
    }

    @SqlFunction({"abs(DOUBLE) DOUBLE", "@(DOUBLE) DOUBLE"})
    public static double abs(double value) {
        return Math.abs(value);
    }

    @SqlFunction({"abs(DECIMAL) DECIMAL", "@(DECIMAL) DECIMAL"})
    public static BigDecimal abs(BigDecimal value) {
        return value.abs();
    }

    @SqlFunction("ceil(DOUBLE) DOUBLE")
    public static double ceil(double value) {
        return Math.ceil(value);
    }

    @SqlFunction("ceil(DECIMAL) DECIMAL")
    public static BigDecimal ceil(BigDecimal value) {
        return value.setScale(0, RoundingMode.CEILING);
    }

    @SqlFunction("floor(DOUBLE) DOUBLE")
    public static double floor(double value) {
        return Math.floor(value);
    }

    @SqlFunction("floor(DECIMAL) DECIMAL")
    public static BigDecimal floor(BigDecimal value) {
        return value.setScale(0, RoundingMode.FLOOR);
    }

    @SqlFunction("round(DOUBLE) DOUBLE")
    public static double round(double value) {
        return Math.rint(value);
    }

    @SqlFunction("round(DECIMAL) DECIMAL")
    public static BigDecimal round(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP);
    }

    @SqlFunction("round(DECIMAL, INTEGER) DECIMAL")
    public static BigDecimal round(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.HALF_UP);
    }

    @SqlFunction("trunc(DOUBLE) DOUBLE")
    public static double trunc(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }

    @SqlFunction("trunc(DECIMAL) DECIMAL")
    public static BigDecimal trunc(BigDecimal value) {
        return value.setScale(0, RoundingMode.DOWN);
    }

    @SqlFunction("trunc(DECIMAL, INTEGER) DECIMAL")
    public static BigDecimal trunc(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.DOWN);
    }

    private static BigDecimal scaled(BigDecimal value, int digits, RoundingMode mode) {
        int scale = Math.max(DIGITS_MIN, Math.min(digits, DIGITS_MAX));
        BigDecimal rounded = value.setScale(scale, mode);
        return scale < 0 ? Numerics.checked(rounded.setScale(0)) : Numerics.checked(rounded);
    }

    @SqlFunction("sign(DOUBLE) DOUBLE")
    public static double sign(double value) {
        return value > 0 ? 1 : value < 0 ? -1 : 0;
    }

    @SqlFunction("sign(DECIMAL) DECIMAL")
    public static BigDecimal sign(BigDecimal value) {
        return BigDecimal.valueOf(value.signum());
    }

    @SqlFunction({"sqrt(DOUBLE) DOUBLE", "|/(DOUBLE) DOUBLE"})
    public static double sqrt(double value) {
        if (value < 0) {
            throw Failures.invalid("cannot take square root of a negative number");
        }
        return Math.sqrt(value);
    }

    @SqlFunction("sqrt(DECIMAL) DECIMAL")
    public static BigDecimal sqrt(BigDecimal value) {
        return Numerics.sqrt(value);
    }

    @SqlFunction("pi() DOUBLE")
    public static double pi() {
        return Math.PI;
    }

    @SqlFunction("degrees(DOUBLE) DOUBLE")
    public static double degrees(double value) {
        return Floats.quotient(value, RADIANS_PER_DEGREE, value / RADIANS_PER_DEGREE);
    }

    /** As written in PostgreSQL's float.c. */
    private static final double RADIANS_PER_DEGREE = 0.017453292519943295;

    @SqlFunction("radians(DOUBLE) DOUBLE")
    public static double radians(double value) {
        return Floats.product(value, RADIANS_PER_DEGREE, value * RADIANS_PER_DEGREE);
    }

    @SqlFunction("to_bin(INTEGER) VARCHAR")
    public static String toBin(int value) {
        return Integer.toBinaryString(value);
    }

    @SqlFunction("to_bin(BIGINT) VARCHAR")
    public static String toBin(long value) {
        return Long.toBinaryString(value);
    }

    @SqlFunction("to_oct(INTEGER) VARCHAR")
    public static String toOct(int value) {
        return Integer.toOctalString(value);
    }

    @SqlFunction("to_oct(BIGINT) VARCHAR")
    public static String toOct(long value) {
        return Long.toOctalString(value);
    }

    @SqlFunction("to_hex(INTEGER) VARCHAR")
    public static String toHex(int value) {
        return Integer.toHexString(value);
    }

    @SqlFunction("to_hex(BIGINT) VARCHAR")
    public static String toHex(long value) {
        return Long.toHexString(value);
    }
}
