package io.weirpool.processor.aggregate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Interval;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.IntervalArithmetic;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_CONT and PERCENTILE_DISC, as PostgreSQL computes them: the value at a place in the order, found from the
 * nearer end.
 */
final class Percentile {
    private final double fraction;
    private final boolean continuous;

    private Percentile(double fraction, boolean continuous) {
        this.fraction = fraction;
        this.continuous = continuous;
    }

    /** The result of a call: of its values, or where it has a second argument of pairs of a value and the fraction. */
    static OrderedTotal.Fold of(AggregateCall call) {
        boolean continuous = call.function() == Function.PERCENTILE_CONT;
        if (call.parameters().isEmpty()) {
            return values -> {
                Object fraction = fraction(values);
                return fraction == null ? null : new Percentile(checked(fraction), continuous).of(values);
            };
        }
        Object fraction = call.parameters().get(0).value();
        if (fraction == null) {
            return values -> null;
        }
        return new Percentile(((Number) fraction).doubleValue(), continuous)::of;
    }

    /** Of a group: its values have the same; null for NULL, and where there is no value. */
    private static @Nullable Object fraction(OrderedTotal values) {
        try (OrderedTotal.Items items = values.items(false)) {
            return items.hasNext() ? ((@Nullable Object[]) items.next())[1] : null;
        }
    }

    private static double checked(Object fraction) {
        double value = ((Number) fraction).doubleValue();
        if (value >= 0 && value <= 1) {
            return value;
        }
        throw new ExpressionFailure(
                ErrorCode.EXPRESSION_FAILED, "percentile value %s is not between 0 and 1".formatted(fraction));
    }

    private @Nullable Object of(OrderedTotal values) {
        long count = values.count();
        if (count == 0) {
            return null;
        }
        return continuous
                ? between(values, fraction * (count - 1))
                : at(values, Math.max((long) Math.ceil(fraction * count), 1) - 1);
    }

    /** Between the two values nearest to the place: of numbers as DOUBLE. */
    private static Object between(OrderedTotal values, double place) {
        long low = (long) Math.floor(place);
        long high = (long) Math.ceil(place);
        Object lower = at(values, low);
        Object upper = low == high ? lower : at(values, high);
        if (lower instanceof Interval from) {
            return low == high ? from : between(from, (Interval) upper, place - low);
        }
        double from = ((Number) lower).doubleValue();
        return low == high ? from : from + (place - low) * (((Number) upper).doubleValue() - from);
    }

    private static Interval between(Interval from, Interval to, double share) {
        Interval part = IntervalArithmetic.multiply(IntervalArithmetic.subtract(to, from), share);
        return IntervalArithmetic.add(part, from);
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
                    return value instanceof Object[] pair ? pair[0] : value;
                }
            }
        }
    }
}
