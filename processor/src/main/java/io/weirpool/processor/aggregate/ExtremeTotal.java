package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The first value in an order, or the last, of rows that can leave: all values in order, of which it reads that one. */
final class ExtremeTotal extends MultisetTotal {
    private final ValueCodec codec;
    private final boolean last;
    private final UnaryOperator<@Nullable Object> finish;

    ExtremeTotal(OrderedStore values, ValueCodec codec, boolean last, UnaryOperator<@Nullable Object> finish) {
        super(values, codec::ordered);
        this.codec = codec;
        this.last = last;
        this.finish = finish;
    }

    @Override
    public void load(ByteInput in) {}

    @Override
    public void save(ByteOutput out) {}

    @Override
    void changed(byte[] value, long before, long after) {}

    @Override
    public @Nullable Object result() {
        byte[] value = first(last);
        return finish.apply(value == null ? null : codec.ofOrdered(value));
    }
}
