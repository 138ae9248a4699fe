package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.WindowCall;
import org.jspecify.annotations.Nullable;

/** Where the session of each row begins or ends; NULL for a row without a time, which is in none. */
final class Sessions implements WindowFunction {
    private final WindowCall.Session call;

    Sessions(WindowCall.Session call) {
        this.call = call;
    }

    @Override
    public @Nullable Object[] compute(PartitionRows rows) {
        @Nullable Object[] values = new Object[rows.size()];
        int first = 0;
        while (first < values.length) {
            int next = first + 1;
            while (next < values.length && belongTogether(rows.row(next - 1), rows.row(next), call)) {
                next++;
            }
            Long time = (Long) rows.row(call.end() ? next - 1 : first)[call.time()];
            Object value = time == null || !call.end() ? time : end(time);
            for (int i = first; i < next; i++) {
                values[i] = value;
            }
            first = next;
        }
        return values;
    }

    private Object end(long time) {
        long end = time + call.gapMicros();
        return end >= time ? (Object) end : new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "timestamp out of range");
    }

    /** Whether two rows, one after the other in order, are in one session. */
    static boolean belongTogether(@Nullable Object[] row, @Nullable Object[] next, WindowCall.Session call) {
        Long time = (Long) row[call.time()];
        Long later = (Long) next[call.time()];
        return time != null
                && later != null
                && later >= time
                && Long.compareUnsigned(later - time, call.gapMicros()) < 0; // the difference can need 64 bits
    }
}
