package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import org.jspecify.annotations.Nullable;

/** MIN or MAX of rows that can leave: all values in order, of which it reads the first or the last. */
final class ExtremeTotal extends MultisetTotal {
    private final ValueCodec codec;
    private final boolean maximum;

    ExtremeTotal(OrderedStore values, ValueCodec codec, boolean maximum) {
        super(values);
        this.codec = codec;
        this.maximum = maximum;
    }

    @Override
    public void load(ByteInput in) {}

    @Override
    public void save(ByteOutput out) {}

    @Override
    void presenceChanged(byte[] value, boolean present) {}

    @Override
    public @Nullable Object result() {
        byte[] value = first(maximum);
        return value == null ? null : codec.ofOrdered(value);
    }
}
