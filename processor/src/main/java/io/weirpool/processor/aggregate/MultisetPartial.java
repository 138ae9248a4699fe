package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Values and how often each came or went. */
final class MultisetPartial implements Partial {
    /** A map entry with its key and array, roughly. */
    private static final int ENTRY_BYTES = 16;

    private final Function<Object, byte[]> key;
    private final Map<Bytes, Long> weights = new HashMap<>();
    private int bytes;

    MultisetPartial(Function<Object, byte[]> key) {
        this.key = key;
    }

    @Override
    public void add(Object value, long weight) {
        Bytes bytesOfValue = Bytes.wrap(key.apply(value));
        if (weights.merge(bytesOfValue, weight, Long::sum) == weight) {
            bytes += bytesOfValue.length() + ENTRY_BYTES;
        }
    }

    @Override
    public void write(ByteOutput out) {
        weights.values().removeIf(weight -> weight == 0);
        out.writeVarint(weights.size());
        weights.forEach((value, weight) -> {
            out.writeBlock(value.array());
            out.writeZigzag(weight);
        });
    }

    @Override
    public int bytes() {
        return bytes;
    }
}
