package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import org.jspecify.annotations.Nullable;

/** A call over distinct values: hears of a value when it first comes and when it has last gone. */
final class DistinctTotal extends MultisetTotal {
    private final ValueCodec codec;
    private final Mergeable call;

    DistinctTotal(OrderedStore values, ValueCodec codec, Mergeable call) {
        super(values);
        this.codec = codec;
        this.call = call;
    }

    @Override
    public void load(ByteInput in) {
        call.load(in);
    }

    @Override
    public void save(ByteOutput out) {
        call.save(out);
    }

    @Override
    void presenceChanged(byte[] value, boolean present) {
        call.add(codec.ofKey(value), present ? 1 : -1);
    }

    @Override
    public @Nullable Object result() {
        return call.result();
    }
}
