package io.weirpool.sql.compile;

import io.weirpool.common.codec.Values;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order and equality of two values of one kind: text by UTF-8 bytes, NaN above all numbers and equal to itself. */
public final class Comparison {
    private Comparison() {}

    /** A Java expression. */
    static String javaCompare(TypeKind kind, String a, String b) {
        return Comparison.class.getName() + ".compare(" + a + ", " + b + ")";
    }

    /** A Java expression. */
    static String javaEqual(TypeKind kind, String a, String b) {
        return "(" + javaCompare(kind, a, b) + " == 0)";
    }

    @SqlFunction(
            comparison = true,
            value = {
                "compare(SMALLINT, SMALLINT) INTEGER",
                "compare(INTEGER, INTEGER) INTEGER",
                "compare(DATE, DATE) INTEGER"
            })
    public static int compare(int a, int b) {
        return Integer.compare(a, b);
    }

    @SqlFunction(
            comparison = true,
            value = {
                "compare(BIGINT, BIGINT) INTEGER",
                "compare(TIME, TIME) INTEGER",
                "compare(TIMESTAMP, TIMESTAMP) INTEGER",
                "compare(TIMESTAMPTZ, TIMESTAMPTZ) INTEGER"
            })
    public static int compare(long a, long b) {
        return Long.compare(a, b);
    }

    @SqlFunction(comparison = true, value = "compare(BOOLEAN, BOOLEAN) INTEGER")
    public static int compare(boolean a, boolean b) {
        return Boolean.compare(a, b);
    }

    @SqlFunction(comparison = true, value = "compare(REAL, REAL) INTEGER")
    public static int compare(float a, float b) {
        return a == b ? 0 : Float.compare(a, b);
    }

    @SqlFunction(comparison = true, value = "compare(DOUBLE, DOUBLE) INTEGER")
    public static int compare(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    @SqlFunction(comparison = true, value = "compare(DECIMAL, DECIMAL) INTEGER")
    public static int compare(BigDecimal a, BigDecimal b) {
        return a.compareTo(b);
    }

    @SqlFunction(
            comparison = true,
            value = {"compare(VARCHAR, VARCHAR) INTEGER", "compare(CHAR, CHAR) INTEGER"})
    public static int compare(String a, String b) {
        return Texts.compareUtf8(a, b);
    }

    @SqlFunction(comparison = true, value = "compare(VARBINARY, VARBINARY) INTEGER")
    public static int compare(Bytes a, Bytes b) {
        return a.compareTo(b);
    }

    /** The first elements that differ decide, NULL being greater than all others; then the shorter array is less. */
    @SqlFunction(comparison = true, value = "compare(E[], E[]) INTEGER")
    public static int compare(ArrayValue a, ArrayValue b) {
        return Values.compareArrays(a, b, Comparison::compareElements);
    }

    /** Order of two values of one kind that can be elements of arrays; null is greater than all others. */
    static int compareElements(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        if (a instanceof String x && b instanceof String y) {
            return compare(x, y);
        }
        if (a instanceof Integer x && b instanceof Integer y) {
            return compare(x.intValue(), y.intValue());
        }
        if (a instanceof Long x && b instanceof Long y) {
            return compare(x.longValue(), y.longValue());
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return compare(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Float x && b instanceof Float y) {
            return compare(x.floatValue(), y.floatValue());
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return compare(x.booleanValue(), y.booleanValue());
        }
        if (a instanceof UUID x && b instanceof UUID y) {
            return compare(x, y);
        }
        if (a instanceof Bytes x && b instanceof Bytes y) {
            return compare(x, y);
        }
        if (a instanceof Interval x && b instanceof Interval y) {
            return x.compareTo(y);
        }
        throw new IllegalArgumentException(a.getClass() + " beside " + b.getClass());
    }

    @SqlFunction(comparison = true, value = "compare(UUID, UUID) INTEGER")
    public static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
