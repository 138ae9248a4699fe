package io.weirpool.sql.oracle;

import io.weirpool.common.model.Bytes;
import io.weirpool.sql.compile.Comparison;
import io.weirpool.sql.plan.SortKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
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
        if (a instanceof Long x) {
            return Long.compare(x, (Long) b);
        }
        return a instanceof Boolean x ? Boolean.compare(x, (Boolean) b) : Integer.compare((Integer) a, (Integer) b);
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
        if (value instanceof Double number) {
            return number + 0.0;
        }
        return value instanceof Float number ? (Object) (number + 0.0f) : value == null ? "NULL!" : value;
    }
}
