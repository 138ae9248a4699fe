package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import org.jspecify.annotations.Nullable;

/** A call over distinct values: hears of a value when it first comes and when it has last gone. */
final class DistinctTotal extends MultisetTotal {
    private final ValueCodec codec;
    private final Mergeable call;

    DistinctTotal(OrderedStore values, ValueCodec codec, Mergeable call) {
        super(values, codec::key);
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
    void changed(byte[] value, long before, long after) {
        if (before > 0 != after > 0) {
            call.add(codec.ofKey(value), after > 0 ? 1 : -1);
        }
    }

    @Override
    public @Nullable Object result() {
        return call.result();
    }
}
