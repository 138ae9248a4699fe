package io.weirpool.sql.compile;

import java.math.BigDecimal;

/** {@code + - * / %} and negation: checked, never wrapping. */
public final class Arithmetic {
    private Arithmetic() {}

    private static int smallint(int value) {
        if (value != (short) value) {
            throw Failures.outOfRange("smallint");
        }
        return value;
    }

    @SqlFunction("+(SMALLINT, SMALLINT) SMALLINT")
    public static int addSmall(int a, int b) {
        return smallint(a + b);
    }

    @SqlFunction("-(SMALLINT, SMALLINT) SMALLINT")
    public static int subtractSmall(int a, int b) {
        return smallint(a - b);
    }

    @SqlFunction("*(SMALLINT, SMALLINT) SMALLINT")
    public static int multiplySmall(int a, int b) {
        return smallint(a * b);
    }

    @SqlFunction("/(SMALLINT, SMALLINT) SMALLINT")
    public static int divideSmall(int a, int b) {
        return smallint(divide(a, b));
    }

    @SqlFunction("negate(SMALLINT) SMALLINT")
    public static int negateSmall(int a) {
        return smallint(-a);
    }

    private static int integer(long value) {
        if (value != (int) value) {
            throw Failures.outOfRange("integer");
        }
        return (int) value;
    }

    @SqlFunction("+(INTEGER, INTEGER) INTEGER")
    public static int add(int a, int b) {
        return integer((long) a + b);
    }

    @SqlFunction("-(INTEGER, INTEGER) INTEGER")
    public static int subtract(int a, int b) {
        return integer((long) a - b);
    }

    @SqlFunction("*(INTEGER, INTEGER) INTEGER")
    public static int multiply(int a, int b) {
        return integer((long) a * b);
    }

    @SqlFunction("/(INTEGER, INTEGER) INTEGER")
    public static int divide(int a, int b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        return integer((long) a / b);
    }

    @SqlFunction({
        "%(SMALLINT, SMALLINT) SMALLINT",
        "%(INTEGER, INTEGER) INTEGER",
        "mod(SMALLINT, SMALLINT) SMALLINT",
        "mod(INTEGER, INTEGER) INTEGER"
    })
    public static int remainder(int a, int b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        return b == -1 ? 0 : a % b;
    }

    @SqlFunction("negate(INTEGER) INTEGER")
    public static int negate(int a) {
        return integer(-(long) a);
    }

    @SqlFunction("+(BIGINT, BIGINT) BIGINT")
    public static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw Failures.outOfRange("bigint");
        }
        return sum;
    }

    @SqlFunction("-(BIGINT, BIGINT) BIGINT")
    public static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw Failures.outOfRange("bigint");
        }
        return difference;
    }

    @SqlFunction("*(BIGINT, BIGINT) BIGINT")
    public static long multiply(long a, long b) {
        long low = a * b;
        if (Math.multiplyHigh(a, b) != low >> 63) {
            throw Failures.outOfRange("bigint");
        }
        return low;
    }

    @SqlFunction("/(BIGINT, BIGINT) BIGINT")
    public static long divide(long a, long b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        return b == -1 ? negate(a) : a / b;
    }

    @SqlFunction({"%(BIGINT, BIGINT) BIGINT", "mod(BIGINT, BIGINT) BIGINT"})
    public static long remainder(long a, long b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        return b == -1 ? 0 : a % b;
    }

    @SqlFunction("negate(BIGINT) BIGINT")
    public static long negate(long a) {
        if (a == Long.MIN_VALUE) {
            throw Failures.outOfRange("bigint");
        }
        return -a;
    }

    @SqlFunction("+(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal add(BigDecimal a, BigDecimal b) {
        return Numerics.checked(a.add(b));
    }

    @SqlFunction("-(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal subtract(BigDecimal a, BigDecimal b) {
        return Numerics.checked(a.subtract(b));
    }

    @SqlFunction("*(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return Numerics.checked(a.multiply(b));
    }

    @SqlFunction("/(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal divide(BigDecimal a, BigDecimal b) {
        return Numerics.divide(a, b);
    }

    @SqlFunction({"%(DECIMAL, DECIMAL) DECIMAL", "mod(DECIMAL, DECIMAL) DECIMAL"})
    public static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        return Numerics.remainder(a, b);
    }

    @SqlFunction("negate(DECIMAL) DECIMAL")
    public static BigDecimal negate(BigDecimal a) {
        return a.negate();
    }

    @SqlFunction("+(REAL, REAL) REAL")
    public static float add(float a, float b) {
        return Floats.sum(a, b, a + b);
    }

    @SqlFunction("-(REAL, REAL) REAL")
    public static float subtract(float a, float b) {
        return Floats.sum(a, b, a - b);
    }

    @SqlFunction("*(REAL, REAL) REAL")
    public static float multiply(float a, float b) {
        return Floats.product(a, b, a * b);
    }

    @SqlFunction("/(REAL, REAL) REAL")
    public static float divide(float a, float b) {
        return Floats.quotient(a, b, a / b);
    }

    @SqlFunction("negate(REAL) REAL")
    public static float negate(float a) {
        return -a;
    }

    @SqlFunction("+(DOUBLE, DOUBLE) DOUBLE")
    public static double add(double a, double b) {
        return Floats.sum(a, b, a + b);
    }

    @SqlFunction("-(DOUBLE, DOUBLE) DOUBLE")
    public static double subtract(double a, double b) {
        return Floats.sum(a, b, a - b);
    }

    @SqlFunction("*(DOUBLE, DOUBLE) DOUBLE")
    public static double multiply(double a, double b) {
        return Floats.product(a, b, a * b);
    }

    @SqlFunction("/(DOUBLE, DOUBLE) DOUBLE")
    public static double divide(double a, double b) {
        return Floats.quotient(a, b, a / b);
    }

    @SqlFunction("negate(DOUBLE) DOUBLE")
    public static double negate(double a) {
        return -a;
    }
}
