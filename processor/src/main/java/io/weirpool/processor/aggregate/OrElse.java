package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;

/** Another call, with a value in place of NULL. */
final class OrElse extends Mergeable {
    private final Mergeable call;
    private final Object otherwise;

    OrElse(Mergeable call, Object otherwise) {
        this.call = call;
        this.otherwise = otherwise;
    }

    @Override
    public void add(Object value, long weight) {
        call.add(value, weight);
    }

    @Override
    public void write(ByteOutput out) {
        call.write(out);
    }

    @Override
    public void merge(ByteInput in) {
        call.merge(in);
    }

    @Override
    public Object result() {
        Object result = call.result();
        return result == null ? otherwise : result;
    }
}
