package io.weirpool.sql.oracle;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.sql.compile.Comparison;
import io.weirpool.sql.plan.SortKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Order and equality of values, as PostgreSQL has them. */
final class Order {
    private Order() {}

    static int compare(Object a, Object b) {
        if (a instanceof String x) {
            return Comparison.compare(x, (String) b);
        }
        if (a instanceof Double x) {
            return Comparison.compare((double) x, (double) (Double) b);
        }
        if (a instanceof Float x) {
            return Comparison.compare((float) x, (float) (Float) b);
        }
        if (a instanceof BigDecimal x) {
            return x.compareTo((BigDecimal) b);
        }
        if (a instanceof UUID x) {
            return Comparison.compare(x, (UUID) b);
        }
        if (a instanceof Bytes x) {
            return x.compareTo((Bytes) b);
        }
        if (a instanceof ArrayValue x) {
            return compare(x.elements(), ((ArrayValue) b).elements());
        }
        if (a instanceof Long x) {
            return Long.compare(x, (Long) b);
        }
        return a instanceof Boolean x ? Boolean.compare(x, (Boolean) b) : Integer.compare((Integer) a, (Integer) b);
    }

    /** By the first elements that differ, NULL being the greatest and equal to itself. */
    private static int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
        SortKey key = new SortKey(0, false, false);
        return IntStream.range(0, Math.min(a.size(), b.size()))
                .map(i -> compare(a.get(i), b.get(i), key))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(Integer.compare(a.size(), b.size()));
    }

    static int compare(@Nullable Object a, @Nullable Object b, SortKey key) {
        if (a == null || b == null) {
            int nullsLast = a == null ? (b == null ? 0 : 1) : -1;
            return key.nullsFirst() ? -nullsLast : nullsLast;
        }
        return key.descending() ? compare(b, a) : compare(a, b);
    }

    /** Equal keys are equal values. */
    static List<Object> key(@Nullable Object[] values) {
        return Arrays.stream(values).map(Order::normal).toList();
    }

    private static Object normal(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof ArrayValue array) {
            return key(array.elements().toArray());
        }
        if (value instanceof Double number) {
            return number + 0.0;
        }
        return value instanceof Float number ? (Object) (number + 0.0f) : value == null ? "NULL!" : value;
    }
}
