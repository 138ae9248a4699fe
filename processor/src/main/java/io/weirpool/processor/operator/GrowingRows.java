package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of an input that only grows, under their keys. Many rows share an entry, as none is looked for by itself: a
 * key's first rows stand under the key, and once those are many, the rows of each flush under the key and a number.
 *
 * <p>Cost of adding a flush's rows to a key: one read, one or two writes. Value of an entry: for each row its weight and the
 * row with its length before it; of the first one a byte before that says whether there are others.
 */
final class GrowingRows implements MatchedRows {
    /** Of a key's first entry, which is written whole: some ten rows. */
    private static final int FIRST_BYTES_MAX = 1 << 10;

    private static final int NUMBER_BYTES = Long.BYTES;
    private static final byte[] NUMBERED = {0}; // numbers are big-endian and not negative
    private static final byte[] NONE = {};

    private final OrderedStore store;
    private final OrderedStore counter;
    private final RowCodec codec;
    private long flushes;
    private boolean numbering;

    /**
     * Rows on their state.
     *
     * @param store by key; {@code counter} holds one number
     */
    GrowingRows(OrderedStore store, OrderedStore counter, RowCodec codec) {
        this.store = store;
        this.counter = counter;
        this.codec = codec;
        byte[] stored = counter.get(NONE);
        this.flushes = stored == null ? 0 : new ByteInput(stored).readVarint();
    }

    @Override
    public void forEach(byte[] key, Visitor visitor) {
        byte[] first = store.get(key);
        if (first == null) {
            return;
        }
        visit(new ByteInput(first, 1, first.length), visitor);
        if (first[0] != 0) {
            store.under(key).forEach(NUMBERED, NONE, entry -> visit(new ByteInput(entry.value()), visitor));
        }
    }

    private void visit(ByteInput in, Visitor visitor) {
        while (in.remaining() > 0) {
            long weight = in.readZigzag();
            visitor.visit(codec.decode(in.readBlock()), weight);
        }
    }

    @Override
    public void add(byte[] key, List<WeightedRow> rows) {
        byte[] first = store.get(key);
        ByteOutput out = new ByteOutput(128);
        if (first == null || (first[0] == 0 && first.length < FIRST_BYTES_MAX)) {
            out.writeBytes(first == null ? new byte[1] : first);
            write(out, rows);
            store.put(key, out.toByteArray());
            return;
        }
        if (first[0] == 0) {
            byte[] followed = first.clone();
            followed[0] = 1;
            store.put(key, followed);
        }
        write(out, rows);
        store.put(numbered(key), out.toByteArray());
    }

    private void write(ByteOutput out, List<WeightedRow> rows) {
        for (WeightedRow row : rows) {
            out.writeZigzag(row.weight());
            out.writeBlock(codec.encode(row.values()));
        }
    }

    private byte[] numbered(byte[] key) {
        numbering = true;
        byte[] numbered = Arrays.copyOf(key, key.length + NUMBER_BYTES);
        for (int i = 0; i < NUMBER_BYTES; i++) {
            numbered[key.length + i] = (byte) (flushes >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        return numbered;
    }

    @Override
    public void flushed() {
        if (!numbering) {
            return;
        }
        numbering = false;
        flushes++;
        ByteOutput out = new ByteOutput(10);
        out.writeVarint(flushes);
        counter.put(NONE, out.toByteArray());
    }
}
