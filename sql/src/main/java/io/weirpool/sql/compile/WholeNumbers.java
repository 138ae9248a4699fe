package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions that are for whole numbers, or give some: bits, divisors, places in a histogram. */
public final class WholeNumbers {
    private WholeNumbers() {}

    @SqlFunction({"~(SMALLINT) SMALLINT", "~(INTEGER) INTEGER"})
    public static int not(int a) {
        return ~a;
    }

    @SqlFunction("~(BIGINT) BIGINT")
    public static long not(long a) {
        return ~a;
    }

    @SqlFunction({"&(SMALLINT, SMALLINT) SMALLINT", "&(INTEGER, INTEGER) INTEGER"})
    public static int and(int a, int b) {
        return a & b;
    }

    @SqlFunction("&(BIGINT, BIGINT) BIGINT")
    public static long and(long a, long b) {
        return a & b;
    }

    @SqlFunction({"|(SMALLINT, SMALLINT) SMALLINT", "|(INTEGER, INTEGER) INTEGER"})
    public static int or(int a, int b) {
        return a | b;
    }

    @SqlFunction("|(BIGINT, BIGINT) BIGINT")
    public static long or(long a, long b) {
        return a | b;
    }

    @SqlFunction({"#(SMALLINT, SMALLINT) SMALLINT", "#(INTEGER, INTEGER) INTEGER"})
    public static int xor(int a, int b) {
        return a ^ b;
    }

    @SqlFunction("#(BIGINT, BIGINT) BIGINT")
    public static long xor(long a, long b) {
        return a ^ b;
    }

    @SqlFunction("<<(SMALLINT, INTEGER) SMALLINT")
    public static int shiftLeftSmall(int value, int count) {
        return (short) (value << count);
    }

    @SqlFunction(">>(SMALLINT, INTEGER) SMALLINT")
    public static int shiftRightSmall(int value, int count) {
        return (short) (value >> count);
    }

    /** By the lowest five bits of the count. */
    @SqlFunction("<<(INTEGER, INTEGER) INTEGER")
    public static int shiftLeft(int value, int count) {
        return value << count;
    }

    @SqlFunction("<<(BIGINT, INTEGER) BIGINT")
    public static long shiftLeft(long value, int count) {
        return value << count;
    }

    @SqlFunction(">>(INTEGER, INTEGER) INTEGER")
    public static int shiftRight(int value, int count) {
        return value >> count;
    }

    @SqlFunction(">>(BIGINT, INTEGER) BIGINT")
    public static long shiftRight(long value, int count) {
        return value >> count;
    }

    @SqlFunction("gcd(INTEGER, INTEGER) INTEGER")
    public static int gcd(int a, int b) {
        long divisor = divisor(a, b);
        if (divisor > Integer.MAX_VALUE) {
            throw Failures.outOfRange("integer");
        }
        return (int) divisor;
    }

    @SqlFunction("gcd(BIGINT, BIGINT) BIGINT")
    public static long gcd(long a, long b) {
        long divisor = divisor(a, b);
        if (divisor < 0) {
            throw Failures.outOfRange("bigint");
        }
        return divisor;
    }

    /** Not negative, but for the smallest long, which has no positive counterpart. */
    private static long divisor(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = y == -1 ? 0 : x % y;
            x = y;
            y = rest;
        }
        return Math.abs(x);
    }

    @SqlFunction("lcm(INTEGER, INTEGER) INTEGER")
    public static int lcm(int a, int b) {
        long multiple = a == 0 || b == 0 ? 0 : Math.abs(a / divisor(a, b) * b);
        if (multiple > Integer.MAX_VALUE) {
            throw Failures.outOfRange("integer");
        }
        return (int) multiple;
    }

    @SqlFunction("lcm(BIGINT, BIGINT) BIGINT")
    public static long lcm(long a, long b) {
        try {
            return a == 0 || b == 0 ? 0 : Math.absExact(Math.multiplyExact(a / gcd(a, b), b));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("bigint");
        }
    }

    /** The quotient without its fraction. */
    @SqlFunction("div(DECIMAL, DECIMAL) DECIMAL")
    public static BigDecimal div(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw Failures.divisionByZero();
        }
        return Numerics.checked(a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN));
    }

    @SqlFunction("scale(DECIMAL) INTEGER")
    public static int scale(BigDecimal value) {
        return value.scale();
    }

    @SqlFunction("min_scale(DECIMAL) INTEGER")
    public static int minScale(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
    }

    @SqlFunction("trim_scale(DECIMAL) DECIMAL")
    public static BigDecimal trimScale(BigDecimal value) {
        return value.setScale(minScale(value));
    }

    @SqlFunction("width_bucket(DECIMAL, DECIMAL, DECIMAL, INTEGER) INTEGER")
    public static int widthBucket(BigDecimal value, BigDecimal low, BigDecimal high, int count) {
        if (count <= 0 || low.compareTo(high) == 0) {
            throw Failures.invalid(
                    count <= 0 ? "count must be greater than zero" : "lower bound cannot equal upper bound");
        }
        boolean descending = low.compareTo(high) > 0;
        BigDecimal from = descending ? low.subtract(value) : value.subtract(low);
        BigDecimal width = descending ? low.subtract(high) : high.subtract(low);
        if (from.signum() < 0) {
            return 0;
        }
        if (from.compareTo(width) >= 0) {
            return Arithmetic.add(count, 1);
        }
        return from.multiply(BigDecimal.valueOf(count))
                        .divideToIntegralValue(width)
                        .intValueExact()
                + 1;
    }
}
