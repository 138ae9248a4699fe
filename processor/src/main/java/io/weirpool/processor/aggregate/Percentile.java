package io.weirpool.processor.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_CONT and PERCENTILE_DISC, as PostgreSQL computes them: the value at a place in the order, found from the
 * nearer end.
 */
final class Percentile {
    private final double fraction;

    /** @param fraction 0 to 1 */
    Percentile(double fraction) {
        this.fraction = fraction;
    }

    /** Between the two values nearest to the place, as DOUBLE. */
    @Nullable Object continuous(OrderedTotal values) {
        long count = values.count();
        if (count == 0) {
            return null;
        }
        double place = fraction * (count - 1);
        long low = (long) Math.floor(place);
        long high = (long) Math.ceil(place);
        double lower = ((Number) at(values, low)).doubleValue();
        if (low == high) {
            return lower;
        }
        double upper = ((Number) at(values, high)).doubleValue();
        return lower + (place - low) * (upper - lower);
    }

    /** The first value at or after the place. */
    @Nullable Object discrete(OrderedTotal values) {
        long count = values.count();
        return count == 0 ? null : at(values, Math.max((long) Math.ceil(fraction * count), 1) - 1);
    }

    /** @param index from 0, less than the count */
    private static Object at(OrderedTotal values, long index) {
        boolean fromEnd = index > values.count() / 2;
        long left = fromEnd ? values.count() - 1 - index : index;
        try (OrderedTotal.Items items = values.items(fromEnd)) {
            while (true) {
                Object value = items.next();
                left -= items.times();
                if (left < 0) {
                    return value;
                }
            }
        }
    }
}
