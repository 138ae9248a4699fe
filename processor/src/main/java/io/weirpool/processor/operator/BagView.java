package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds how often each row of a view without a key occurs; rows come and go in any order and from any task. */
public final class BagView implements HopOutput {
    /** Changed rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final RowCodec codec;
    private final OrderedStore counts;
    private final Output output;
    private final Order order;
    private final Emission emission;
    private final Map<Bytes, Counted> dirty = new LinkedHashMap<>();

    /** Takes a row's hash, the row, and how often it occurs now; 0: no more. */
    @FunctionalInterface
    public interface Output {
        void counted(byte[] hash, @Nullable Object[] row, long count);
    }

    /** What stands before a row's hash in the store: always the same of one row. */
    @FunctionalInterface
    public interface Order {
        /** Rows stand as their hashes do. */
        Order NONE = row -> new byte[0];

        byte[] of(@Nullable Object[] row);
    }

    private static final class Counted {
        private final byte[] row;
        private final byte[] place;
        private final long before;
        private long count;

        Counted(byte[] row, byte[] place, long before) {
            this.row = row;
            this.place = place;
            this.before = before;
            this.count = before;
        }
    }

    /**
     * A bag on its state.
     *
     * @param order by which rows are closed, as {@link ClosedKeys} has keys
     */
    public BagView(RowCodec codec, OrderedStore counts, Output output, Order order, Emission emission) {
        this.codec = codec;
        this.counts = counts;
        this.output = output;
        this.order = order;
        this.emission = emission;
    }

    @Override
    public void merge(byte[] hash, byte[] value) {
        ByteInput in = new ByteInput(value);
        long weight = in.readZigzag();
        dirty.computeIfAbsent(Bytes.wrap(hash), key -> counted(hash, in.readBytes(in.remaining()))).count += weight;
        if (dirty.size() >= ROWS_MAX) {
            flush();
        }
    }

    private Counted counted(byte[] hash, byte[] row) {
        byte[] place = order == Order.NONE ? hash : placed(order.of(codec.decode(row)), hash);
        byte[] stored = counts.get(place);
        return new Counted(row, place, stored == null ? 0 : new ByteInput(stored).readZigzag());
    }

    private static byte[] placed(byte[] first, byte[] hash) {
        byte[] place = Arrays.copyOf(first, first.length + hash.length);
        System.arraycopy(hash, 0, place, first.length, hash.length);
        return place;
    }

    @Override
    public void flush() {
        dirty.forEach(this::flush);
        dirty.clear();
    }

    /** A count can be below 0 for a while, when a row's leaving overtakes its coming; to readers it is then not there. */
    private void flush(Bytes hash, Counted row) {
        if (row.count == row.before) {
            return;
        }
        counts.put(row.place, row.count == 0 ? null : encoded(row));
        long shown = Math.max(row.count, 0);
        if (emission == Emission.OF_CHANGES && shown != Math.max(row.before, 0)) {
            output.counted(hash.array(), codec.decode(row.row), shown);
        }
    }

    /** The row itself is kept only where it is still to be emitted. */
    private byte[] encoded(Counted row) {
        ByteOutput out = new ByteOutput(10);
        out.writeZigzag(row.count);
        if (emission == Emission.WHEN_CLOSED) {
            out.writeBytes(row.row);
        }
        return out.toByteArray();
    }

    @Override
    public void close(ClosedKeys closed) {
        closed.forEach(counts, entry -> {
            ByteInput in = new ByteInput(entry.value());
            long count = in.readZigzag();
            if (emission == Emission.WHEN_CLOSED && count > 0) {
                byte[] row = in.readBytes(in.remaining());
                output.counted(RowHash.of(row), codec.decode(row), count);
            }
            counts.put(entry.key(), null);
        });
    }
}
