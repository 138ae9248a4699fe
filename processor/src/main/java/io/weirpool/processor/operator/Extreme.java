package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** MIN or MAX of rows that never leave: the one value. Of equal values that print differently the least bytes count. */
final class Extreme extends Mergeable {
    private final ValueCodec codec;
    private final int sign;
    private @Nullable Object best;

    /** MAX when {@code maximum}, else MIN. */
    Extreme(ValueCodec codec, boolean maximum) {
        this.codec = codec;
        this.sign = maximum ? -1 : 1;
    }

    @Override
    public void add(Object value, long weight) {
        if (best == null || codec.compare(value, best) * sign < 0) {
            best = value;
        }
    }

    @Override
    public void write(ByteOutput out) {
        codec.writeNullable(out, best);
    }

    @Override
    public void merge(ByteInput in) {
        Object other = codec.readNullable(in);
        if (other != null) {
            add(other, 1);
        }
    }

    @Override
    public @Nullable Object result() {
        return best;
    }
}
