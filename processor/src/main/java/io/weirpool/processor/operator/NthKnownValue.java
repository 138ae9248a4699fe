package io.weirpool.processor.operator;

import io.weirpool.processor.operator.FrameBounds.Span;
import io.weirpool.sql.plan.WindowCall;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE that leave NULLs out: NULL where the frame has fewer values. */
final class NthKnownValue implements WindowFunction {
    private final WindowCall.NthKnown call;
    private final FrameBounds bounds;

    NthKnownValue(WindowCall.NthKnown call, FrameBounds bounds) {
        this.call = call;
        this.bounds = bounds;
    }

    @Override
    public @Nullable Object[] compute(PartitionRows rows) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(rows, bounds.of(rows, i));
        }
        return values;
    }

    /** Looks at rows from the end it counts from, and no further than it must. */
    private @Nullable Object value(PartitionRows rows, Span span) {
        boolean forwards = call.nth() > 0;
        long left = Math.abs(call.nth());
        for (int i = 0; i < span.size(); i++) {
            Object value = rows.row(span.index(forwards ? i : span.size() - 1 - i))[call.column()];
            if (value != null && --left == 0) {
                return value;
            }
        }
        return null;
    }
}
