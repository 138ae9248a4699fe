package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.OrderedStore.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one input under their keys: how often each is there and, where that is kept, how many rows it matches.
 *
 * <p>One entry per row: the key, then the row; value: the weight, then the matches unless they are 0.
 */
final class KeyedRows {
    private static final int CAPACITY = 20;
    private static final byte[] ALL = {};

    private final OrderedStore store;
    private final RowCodec codec;

    /** What is kept of a row. */
    record Count(long weight, long matches) {
        static final Count NONE = new Count(0, 0);
    }

    /** Takes a row that is kept. */
    @FunctionalInterface
    interface Visitor {
        void visit(@Nullable Object[] row, Count count);
    }

    KeyedRows(OrderedStore store, RowCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    void add(byte[] key, @Nullable Object[] row, long weight) {
        Count count = get(key, row);
        put(key, row, new Count(count.weight + weight, count.matches));
    }

    Count get(byte[] key, @Nullable Object[] row) {
        byte[] value = store.under(key).get(codec.encode(row));
        return value == null ? Count.NONE : decoded(value);
    }

    void put(byte[] key, @Nullable Object[] row, Count count) {
        store.under(key).put(codec.encode(row), count.weight == 0 ? null : encoded(count));
    }

    /** Gives all rows under the key; the visitor may change the counts of the row it is given. */
    void forEach(byte[] key, Visitor visitor) {
        store.under(key)
                .forEach(ALL, (Entry entry) -> visitor.visit(codec.decode(entry.key()), decoded(entry.value())));
    }

    private static Count decoded(byte[] value) {
        ByteInput in = new ByteInput(value);
        return new Count(in.readZigzag(), in.remaining() == 0 ? 0 : in.readZigzag());
    }

    private static byte[] encoded(Count count) {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeZigzag(count.weight);
        if (count.matches != 0) {
            out.writeZigzag(count.matches);
        }
        return out.toByteArray();
    }
}
