package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.util.UUID;

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

    @SqlFunction(comparison = true, value = "compare(UUID, UUID) INTEGER")
    public static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
