package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the weights of equal rows before they are sent, keyed by {@link RowHash}, to where the row is counted. */
public final class PartialBag implements HopInput {
    /** Rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final RowCodec codec;
    private final KeyedOutput output;
    private final Map<Bytes, Long> weights = new LinkedHashMap<>();

    public PartialBag(RowCodec codec, KeyedOutput output) {
        this.codec = codec;
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        weights.merge(Bytes.wrap(codec.encode(change.row())), change.weight(), PartialBag::sum);
        if (weights.size() >= ROWS_MAX) {
            flush();
        }
    }

    @SuppressWarnings("NullAway") // Map.merge removes the key for null
    private static Long sum(Long a, Long b) {
        return a + b == 0 ? null : a + b;
    }

    @Override
    public void flush() {
        weights.forEach(this::emit);
        weights.clear();
    }

    private void emit(Bytes row, long weight) {
        ByteOutput out = new ByteOutput(row.length() + 10);
        out.writeZigzag(weight);
        out.writeBytes(row.array());
        output.emit(RowHash.of(row.array()), out.toByteArray());
    }
}
