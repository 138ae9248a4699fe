package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;

/** COUNT: the sum of the weights. */
final class Count extends Mergeable {
    private long count;

    @Override
    public void add(Object value, long weight) {
        count += weight;
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(count);
    }

    @Override
    public void merge(ByteInput in) {
        count += in.readZigzag();
    }

    @Override
    public Object result() {
        return count;
    }
}
