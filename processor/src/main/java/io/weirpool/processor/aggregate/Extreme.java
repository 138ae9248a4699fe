package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first value in an order, or the last, of rows that never leave: that one value. Of equal values that print
 * differently the least bytes count.
 */
final class Extreme extends Mergeable {
    private final ValueCodec codec;
    private final int sign;
    private final UnaryOperator<@Nullable Object> finish;
    private @Nullable Object best;

    /** The last when {@code last}, else the first; {@code finish} makes the result of it, null of null. */
    Extreme(ValueCodec codec, boolean last, UnaryOperator<@Nullable Object> finish) {
        this.codec = codec;
        this.sign = last ? -1 : 1;
        this.finish = finish;
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
        return finish.apply(best);
    }
}
