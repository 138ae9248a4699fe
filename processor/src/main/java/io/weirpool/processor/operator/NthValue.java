package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.processor.operator.FrameBounds.Span;
import io.weirpool.sql.compile.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE: NULL where the frame has fewer rows. */
final class NthValue implements WindowFunction {
    private final int column;
    private final FrameBounds bounds;
    private final Place place;

    /** Which row of its frame a row asks for: from 1, negative from the end; 0 for a place that cannot be, null for none. */
    @FunctionalInterface
    interface Place {
        @Nullable Number of(PartitionRows rows, int index);
    }

    NthValue(int column, FrameBounds bounds, Place place) {
        this.column = column;
        this.bounds = bounds;
        this.place = place;
    }

    @Override
    public @Nullable Object[] compute(PartitionRows rows) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Number nth = place.of(rows, i);
            if (nth != null) {
                values[i] = nth.longValue() == 0 ? noPlace() : value(rows, bounds.of(rows, i), nth.longValue());
            }
        }
        return values;
    }

    private @Nullable Object value(PartitionRows rows, Span span, long nth) {
        long index = nth > 0 ? nth - 1 : span.size() + nth;
        return index >= 0 && index < span.size() ? rows.row(span.index((int) index))[column] : null;
    }

    private static ExpressionFailure noPlace() {
        return new ExpressionFailure(ErrorCode.EXPRESSION_FAILED, "argument of nth_value must be greater than zero");
    }
}
