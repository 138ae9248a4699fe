package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result needs the values in order: it reads them when the result is asked for, and keeps the result until a
 * value comes or goes.
 *
 * <p>So a change costs log n; a group that changed is read once per commit.
 */
final class OrderedTotal extends MultisetTotal {
    private static final int UNKNOWN = 0;
    private static final int KNOWN = 1;

    /** From the values in order to the result. */
    @FunctionalInterface
    interface Fold {
        /** @throws io.weirpool.sql.compile.ExpressionFailure when there is no result */
        @Nullable Object of(OrderedTotal values);
    }

    private final ValueCodec codec;
    private final ValueCodec results;
    private final boolean distinct;
    private final Fold fold;
    private long count;
    private boolean known;
    private @Nullable Object result;

    /**
     * A call on its values.
     *
     * @param results for the result
     * @param distinct whether equal values count once
     */
    OrderedTotal(OrderedStore values, ValueCodec codec, ValueCodec results, boolean distinct, Fold fold) {
        super(values, codec::ordered);
        this.codec = codec;
        this.results = results;
        this.distinct = distinct;
        this.fold = fold;
    }

    @Override
    public void load(ByteInput in) {
        count = in.readVarint();
        known = in.readByte() == KNOWN;
        if (known) {
            result = results.readNullable(in);
        }
    }

    @Override
    public void save(ByteOutput out) {
        boolean kept = known && count > 0;
        out.writeVarint(count);
        out.writeByte(kept ? KNOWN : UNKNOWN);
        if (kept) {
            results.writeNullable(out, result);
        }
    }

    @Override
    void changed(byte[] value, long before, long after) {
        count += after - before;
        known = false;
        result = null;
    }

    @Override
    public @Nullable Object result() {
        if (!known) {
            result = fold.of(this);
            known = true;
        }
        return result;
    }

    /** How many values there are, equal ones counted each. */
    long count() {
        return count;
    }

    /** The values that are there; close it. */
    Items items(boolean descending) {
        return new Items(scan(descending));
    }

    /** Values in order. */
    final class Items implements AutoCloseable {
        private final OrderedStore.Cursor cursor;
        private byte @Nullable [] previous;
        private OrderedStore.@Nullable Entry next;
        private long times;

        private Items(OrderedStore.Cursor cursor) {
            this.cursor = cursor;
            advance();
        }

        private void advance() {
            next = null;
            while (next == null && cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                boolean repeated = distinct && previous != null && codec.sameValue(previous, entry.key());
                if (weight(entry.value()) > 0 && !repeated) {
                    next = entry;
                    previous = entry.key();
                }
            }
        }

        boolean hasNext() {
            return next != null;
        }

        Object next() {
            OrderedStore.Entry entry = next;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            times = distinct ? 1 : weight(entry.value());
            advance();
            return codec.ofOrdered(entry.key());
        }

        /** How often the value is there that {@link #next} last gave; at least 1. */
        long times() {
            return times;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
