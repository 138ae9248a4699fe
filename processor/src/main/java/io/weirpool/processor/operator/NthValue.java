package io.weirpool.processor.operator;

import io.weirpool.processor.operator.FrameBounds.Span;
import io.weirpool.sql.plan.WindowCall;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE: NULL where the frame has fewer rows. */
final class NthValue implements WindowFunction {
    private final WindowCall.Nth call;
    private final FrameBounds bounds;

    NthValue(WindowCall.Nth call, FrameBounds bounds) {
        this.call = call;
        this.bounds = bounds;
    }

    @Override
    public @Nullable Object[] compute(PartitionRows rows) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Span span = bounds.of(rows, i);
            long nth = call.nth() > 0 ? call.nth() - 1 : span.size() + call.nth();
            if (nth >= 0 && nth < span.size()) {
                values[i] = rows.row(span.index((int) nth))[call.column()];
            }
        }
        return values;
    }
}
