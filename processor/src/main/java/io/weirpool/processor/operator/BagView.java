package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
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
    private final Map<Bytes, Counted> dirty = new LinkedHashMap<>();

    /** Takes a row's hash, the row, and how often it occurs now; 0: no more. */
    @FunctionalInterface
    public interface Output {
        void counted(byte[] hash, @Nullable Object[] row, long count);
    }

    private static final class Counted {
        private final byte[] row;
        private final long before;
        private long count;

        Counted(byte[] row, long before) {
            this.row = row;
            this.before = before;
            this.count = before;
        }
    }

    public BagView(RowCodec codec, OrderedStore counts, Output output) {
        this.codec = codec;
        this.counts = counts;
        this.output = output;
    }

    @Override
    public void merge(byte[] hash, byte[] value) {
        ByteInput in = new ByteInput(value);
        long weight = in.readZigzag();
        dirty.computeIfAbsent(Bytes.wrap(hash), key -> new Counted(in.readBytes(in.remaining()), stored(key.array())))
                .count += weight;
        if (dirty.size() >= ROWS_MAX) {
            flush();
        }
    }

    private long stored(byte[] hash) {
        byte[] stored = counts.get(hash);
        return stored == null ? 0 : new ByteInput(stored).readZigzag();
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
        ByteOutput out = new ByteOutput(10);
        out.writeZigzag(row.count);
        counts.put(hash.array(), row.count == 0 ? null : out.toByteArray());
        long shown = Math.max(row.count, 0);
        if (shown != Math.max(row.before, 0)) {
            output.counted(hash.array(), codec.decode(row.row), shown);
        }
    }
}
