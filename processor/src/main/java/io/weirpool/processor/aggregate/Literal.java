package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** The same value for every group. */
final class Literal extends Mergeable {
    private final @Nullable Object value;

    Literal(@Nullable Object value) {
        this.value = value;
    }

    @Override
    public void add(Object counted, long weight) {}

    @Override
    public void write(ByteOutput out) {}

    @Override
    public void merge(ByteInput in) {}

    @Override
    public @Nullable Object result() {
        return value;
    }
}
