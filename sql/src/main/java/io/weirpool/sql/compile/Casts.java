package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.UUID;

/** From kind to kind; what the target's parameters then do is {@link Limits}. */
public final class Casts {
    /** DBL_DIG and FLT_DIG: digits that survive from decimal to binary and back. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final MathContext REAL_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Casts() {}

    @SqlFunction("CAST_SMALLINT(INTEGER) SMALLINT")
    public static int smallint(int value) {
        return smallint((long) value);
    }

    @SqlFunction("CAST_SMALLINT(BIGINT) SMALLINT")
    public static int smallint(long value) {
        return (int) within(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    @SqlFunction({"CAST_SMALLINT(REAL) SMALLINT", "CAST_SMALLINT(DOUBLE) SMALLINT"})
    public static int smallint(double value) {
        return (int) within(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    @SqlFunction("CAST_SMALLINT(DECIMAL) SMALLINT")
    public static int smallint(BigDecimal value) {
        return (int) within(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    @SqlFunction({"CAST_SMALLINT(VARCHAR) SMALLINT", "CAST_SMALLINT(CHAR) SMALLINT"})
    public static int smallint(String text) {
        return (int) NumberText.integer(text, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    @SqlFunction("CAST_INTEGER(SMALLINT) INTEGER")
    public static int integer(int value) {
        return value;
    }

    @SqlFunction("CAST_INTEGER(BIGINT) INTEGER")
    public static int integer(long value) {
        return (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    @SqlFunction({"CAST_INTEGER(REAL) INTEGER", "CAST_INTEGER(DOUBLE) INTEGER"})
    public static int integer(double value) {
        return (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    @SqlFunction("CAST_INTEGER(DECIMAL) INTEGER")
    public static int integer(BigDecimal value) {
        return (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    @SqlFunction({"CAST_INTEGER(VARCHAR) INTEGER", "CAST_INTEGER(CHAR) INTEGER"})
    public static int integer(String text) {
        return (int) NumberText.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    @SqlFunction("CAST_INTEGER(BOOLEAN) INTEGER")
    public static int integer(boolean value) {
        return value ? 1 : 0;
    }

    @SqlFunction({"CAST_BIGINT(SMALLINT) BIGINT", "CAST_BIGINT(INTEGER) BIGINT"})
    public static long bigint(int value) {
        return value;
    }

    @SqlFunction({"CAST_BIGINT(REAL) BIGINT", "CAST_BIGINT(DOUBLE) BIGINT"})
    public static long bigint(double value) {
        return within(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
    }

    @SqlFunction("CAST_BIGINT(DECIMAL) BIGINT")
    public static long bigint(BigDecimal value) {
        return within(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
    }

    @SqlFunction({"CAST_BIGINT(VARCHAR) BIGINT", "CAST_BIGINT(CHAR) BIGINT"})
    public static long bigint(String text) {
        return NumberText.integer(text, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
    }

    @SqlFunction({"CAST_DECIMAL(SMALLINT) DECIMAL", "CAST_DECIMAL(INTEGER) DECIMAL", "CAST_DECIMAL(BIGINT) DECIMAL"})
    public static BigDecimal decimal(long value) {
        return BigDecimal.valueOf(value);
    }

    @SqlFunction("CAST_DECIMAL(REAL) DECIMAL")
    public static BigDecimal decimal(float value) {
        return decimal(value, REAL_DIGITS);
    }

    @SqlFunction("CAST_DECIMAL(DOUBLE) DECIMAL")
    public static BigDecimal decimal(double value) {
        return decimal(value, DOUBLE_DIGITS);
    }

    @SqlFunction({"CAST_DECIMAL(VARCHAR) DECIMAL", "CAST_DECIMAL(CHAR) DECIMAL"})
    public static BigDecimal decimal(String text) {
        return NumberText.decimal(text);
    }

    private static BigDecimal decimal(double value, MathContext digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw Failures.noNumeric();
        }
        return value == 0
                ? BigDecimal.ZERO
                : Numerics.checked(new BigDecimal(value).round(digits).stripTrailingZeros());
    }

    @SqlFunction({"CAST_REAL(SMALLINT) REAL", "CAST_REAL(INTEGER) REAL"})
    public static float real(int value) {
        return value;
    }

    @SqlFunction("CAST_REAL(BIGINT) REAL")
    public static float real(long value) {
        return value;
    }

    @SqlFunction("CAST_REAL(DOUBLE) REAL")
    public static float real(double value) {
        return Floats.narrow(value);
    }

    @SqlFunction("CAST_REAL(DECIMAL) REAL")
    public static float real(BigDecimal value) {
        return NumberText.real(value);
    }

    @SqlFunction({"CAST_REAL(VARCHAR) REAL", "CAST_REAL(CHAR) REAL"})
    public static float real(String text) {
        return NumberText.real(text);
    }

    @SqlFunction({"CAST_DOUBLE(SMALLINT) DOUBLE", "CAST_DOUBLE(INTEGER) DOUBLE"})
    public static double doublePrecision(int value) {
        return value;
    }

    @SqlFunction("CAST_DOUBLE(BIGINT) DOUBLE")
    public static double doublePrecision(long value) {
        return value;
    }

    @SqlFunction("CAST_DOUBLE(REAL) DOUBLE")
    public static double doublePrecision(float value) {
        return value;
    }

    @SqlFunction("CAST_DOUBLE(DECIMAL) DOUBLE")
    public static double doublePrecision(BigDecimal value) {
        return NumberText.doublePrecision(value);
    }

    @SqlFunction({"CAST_DOUBLE(VARCHAR) DOUBLE", "CAST_DOUBLE(CHAR) DOUBLE"})
    public static double doublePrecision(String text) {
        return NumberText.doublePrecision(text);
    }

    @SqlFunction("CAST_BOOLEAN(INTEGER) BOOLEAN")
    public static boolean bool(int value) {
        return value != 0;
    }

    @SqlFunction({"CAST_BOOLEAN(VARCHAR) BOOLEAN", "CAST_BOOLEAN(CHAR) BOOLEAN"})
    public static boolean bool(String text) {
        return BooleanText.parse(text);
    }

    @SqlFunction({"CAST_VARCHAR(BOOLEAN) VARCHAR", "CAST_CHAR(BOOLEAN) CHAR"})
    public static String text(boolean value) {
        return value ? "true" : "false";
    }

    @SqlFunction({
        "CAST_VARCHAR(SMALLINT) VARCHAR",
        "CAST_VARCHAR(INTEGER) VARCHAR",
        "CAST_VARCHAR(BIGINT) VARCHAR",
        "CAST_CHAR(SMALLINT) CHAR",
        "CAST_CHAR(INTEGER) CHAR",
        "CAST_CHAR(BIGINT) CHAR"
    })
    public static String text(long value) {
        return Long.toString(value);
    }

    @SqlFunction({"CAST_VARCHAR(REAL) VARCHAR", "CAST_CHAR(REAL) CHAR"})
    public static String text(float value) {
        return Floats.text(value);
    }

    @SqlFunction({"CAST_VARCHAR(DOUBLE) VARCHAR", "CAST_CHAR(DOUBLE) CHAR"})
    public static String text(double value) {
        return Floats.text(value);
    }

    @SqlFunction({"CAST_VARCHAR(DECIMAL) VARCHAR", "CAST_CHAR(DECIMAL) CHAR"})
    public static String text(BigDecimal value) {
        return value.toPlainString();
    }

    @SqlFunction({"CAST_VARCHAR(CHAR) VARCHAR", "CAST_VARCHAR(JSON) VARCHAR"})
    public static String text(String value) {
        return value;
    }

    /** Trailing blanks are not part of the value. */
    @SqlFunction("CAST_CHAR(VARCHAR) CHAR")
    public static String character(String value) {
        return Texts.withoutTrailingBlanks(value);
    }

    @SqlFunction("CAST_VARCHAR(UUID) VARCHAR")
    public static String text(UUID value) {
        return value.toString();
    }

    @SqlFunction("CAST_VARCHAR(VARBINARY) VARCHAR")
    public static String text(Bytes value) {
        return value.toString();
    }

    private static long within(long value, long min, long max, String type) {
        if (value < min || value > max) {
            throw Failures.outOfRange(type);
        }
        return value;
    }

    /** Half to even; the upper bound of BIGINT is not a double, so it is compared with the next power of two. */
    private static long within(double value, long min, long max, String type) {
        double rounded = Math.rint(value);
        if (!(rounded >= min && rounded < max + 1.0) && !(rounded == max && max < 1L << 53)) {
            throw Failures.outOfRange(type);
        }
        return (long) rounded;
    }

    /** Half away from zero. */
    private static long within(BigDecimal value, long min, long max, String type) {
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
        if (rounded.compareTo(BigDecimal.valueOf(min)) < 0 || rounded.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw Failures.outOfRange(type);
        }
        return rounded.longValue();
    }
}
