package io.weirpool.processor.aggregate;

import io.weirpool.common.model.RowType;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.sql.plan.AggregateCall;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate call over rows that come and go, in memory: for frames and other places where a group lives no longer than
 * a computation. Not thread-safe.
 *
 * <p>Adding a row and taking it back leaves nothing of it, in any order. Cost of a row: constant, or log n of the values
 * for functions that keep them; of {@link #result()}: constant, but for results made of all values (STRING_AGG,
 * percentiles), which read them.
 */
public final class Accumulator {
    private final Call call;
    private Total total;

    /** @param input type of the rows to come */
    public Accumulator(AggregateCall call, RowType input) {
        this.call = Call.of(call, input, false);
        this.total = newTotal();
    }

    private Total newTotal() {
        return call.newTotal(new MemoryStore());
    }

    /** Counts a row {@code weight} times; negative: takes it back. */
    public void add(@Nullable Object[] row, long weight) {
        Object value = call.argument(row);
        if (value != null) {
            total.add(value, weight);
        }
    }

    /**
     * The call's value over the rows that are there, null for NULL.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure when there is none: the type cannot hold it, say
     */
    public @Nullable Object result() {
        return total.result();
    }

    /** Forgets all rows. */
    public void reset() {
        total = newTotal();
    }
}
