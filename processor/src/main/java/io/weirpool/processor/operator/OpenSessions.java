package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.WindowCall;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives up the rows of sessions that no row can join any more: their last time is a gap or more before all times to come.
 * Of each partition these are the first ones.
 *
 * <p>A pass looks at every partition's rows up to the bound. While those are few it is made whenever a session may have
 * ended; of many only when the bound has gone on by a gap, so that a row is looked at some times only, and stays a gap
 * longer at most.
 */
final class OpenSessions {
    /** A pass over so many takes a millisecond. */
    private static final int ROWS_FEW = 1_000;

    private static final byte[] START = {};
    private static final byte[] END = {};

    private final WindowCall.Session call;
    private final RowOrder order;
    private final KeyCodec partitions;
    private final OrderedStore store;
    private @Nullable Long passed;
    /** The least bound at which a session can be past that was not at the last pass. */
    private long due;

    /** Rows that the last pass looked at. */
    private int looked;

    /** {@code store}: rows by partition, in the order of their times. */
    OpenSessions(Plan.Window plan, WindowCall.Session call, RowOrder order, OrderedStore store) {
        this.call = call;
        this.order = order;
        this.partitions = KeyCodec.of(plan.input().rowType(), plan.partition());
        this.store = store;
    }

    /** No row to come has a time below the bound. */
    void close(long below) {
        Long last = passed;
        boolean within = last != null && Long.compareUnsigned(below - last, call.gapMicros()) < 0;
        if (within && (looked > ROWS_FEW || below < due)) {
            return;
        }
        passed = below;
        looked = 0;
        due = end(below); // of what comes from now on
        byte[] partition = partitionFrom(START);
        while (partition != null) {
            close(store.under(partition), below);
            byte[] next = OrderedStore.after(partition);
            partition = next.length == 0 ? null : partitionFrom(next);
        }
    }

    private byte @Nullable [] partitionFrom(byte[] from) {
        try (OrderedStore.Cursor cursor = store.range(from, END, false)) {
            if (!cursor.hasNext()) {
                return null;
            }
            byte[] key = cursor.next().key();
            ByteInput in = new ByteInput(key);
            partitions.read(in);
            return Arrays.copyOf(key, key.length - in.remaining());
        }
    }

    private void close(OrderedStore rows, long below) {
        byte[] open = firstOpen(rows, below);
        rows.forEach(START, open == null ? END : open, entry -> rows.put(entry.key(), null));
    }

    /** Where the first session begins that a row can still join; null when there is none. */
    private byte @Nullable [] firstOpen(OrderedStore rows, long below) {
        byte[] session = null;
        @Nullable Object[] previous = null;
        try (OrderedStore.Cursor cursor = rows.range(START, END, false)) {
            while (cursor.hasNext()) {
                looked++;
                PlacedRow placed = PlacedRow.of(cursor.next());
                @Nullable Object[] row = order.row(placed);
                if (previous == null || !Sessions.belongTogether(previous, row, call)) {
                    session = placed.place();
                }
                if (!isPast(row, below)) {
                    Long time = (Long) row[call.time()];
                    due = time == null ? due : Math.min(due, end(time));
                    return session;
                }
                previous = row;
            }
        }
        return null;
    }

    private long end(long time) {
        long end = time + call.gapMicros();
        return end < time ? Long.MAX_VALUE : end;
    }

    /** Whether rows to come lie a gap or more after this one. */
    private boolean isPast(@Nullable Object[] row, long below) {
        Long time = (Long) row[call.time()];
        return time != null && time < below && Long.compareUnsigned(below - time, call.gapMicros()) >= 0;
    }
}
