package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one equality and order of values, as PostgreSQL has them with {@code COLLATE "C"}: text by UTF-8 bytes, -0 equals
 * 0, NaN equals NaN and is greater than all numbers, numerics by value, UUIDs by unsigned bytes, NULLs equal and last,
 * also as elements of arrays.
 *
 * <p>JSON is compared as {@code jsonb}. To ask whether two values also print the same (1.0 and 1.00 do not), use
 * {@code equals}.
 */
public final class Values {
    private Values() {}

    /** Order of two values of one type; nulls last. */
    public static int compare(SqlType type, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
            case SMALLINT, INTEGER, DATE -> Integer.compare((Integer) a, (Integer) b);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> Long.compare((Long) a, (Long) b);
            case REAL -> Float.compare(normal((Float) a), normal((Float) b));
            case DOUBLE -> Double.compare(normal((Double) a), normal((Double) b));
            case INTERVAL -> ((Interval) a).compareTo((Interval) b);
            case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
            case VARCHAR, CHAR -> compareText((String) a, (String) b);
            case JSON -> compareJson((String) a, (String) b);
            case UUID -> compareUuids((UUID) a, (UUID) b);
            case VARBINARY -> ((Bytes) a).compareTo((Bytes) b);
            default -> compareArrays((ArrayValue) a, (ArrayValue) b, (x, y) -> compare(type.element(), x, y));
        };
    }

    /**
     * Order of two arrays: the first elements that differ decide, then the shorter array is first.
     *
     * @param elements compares two elements, which can be null
     */
    public static int compareArrays(ArrayValue a, ArrayValue b, Comparator<@Nullable Object> elements) {
        int length = Math.min(a.size(), b.size());
        for (int i = 0; i < length; i++) {
            int order = elements.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareJson(String a, String b) {
        return a.equals(b) ? 0 : Arrays.compareUnsigned(ordered(a), ordered(b));
    }

    private static byte[] ordered(String json) {
        ByteOutput out = new ByteOutput(json.length());
        OrderedJson.write(out, json);
        return out.toByteArray();
    }

    /** Whether two values of one type are equal; NULL equals NULL (SQL's {@code IS NOT DISTINCT FROM}). */
    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof Double x && b instanceof Double y) {
            return Double.compare(normal(x), normal(y)) == 0;
        }
        if (a instanceof Float x && b instanceof Float y) {
            return Float.compare(normal(x), normal(y)) == 0;
        }
        if (a instanceof Interval x && b instanceof Interval y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof ArrayValue x && b instanceof ArrayValue y) {
            return equalRows(x.elements().toArray(), y.elements().toArray());
        }
        return a.equals(b);
    }

    /** Whether two rows of one type have equal values. */
    public static boolean equalRows(@Nullable Object[] a, @Nullable Object[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!equal(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    /** The representative of all values equal to this one: 0 for -0. {@code compare} treats every NaN alike. */
    static double normal(double value) {
        return value + 0.0;
    }

    static float normal(float value) {
        return value + 0.0f;
    }

    /** Order of the UTF-8 bytes without making them: UTF-16's order, but surrogates sort after U+E000 to U+FFFF. */
    public static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return rank(x) - rank(y);
            }
        }
        return a.length() - b.length();
    }

    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }

    private static int compareUuids(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
