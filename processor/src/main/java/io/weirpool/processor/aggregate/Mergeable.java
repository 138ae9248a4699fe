package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;

/** A call whose memory of all rows has the form of its memory of some. */
abstract class Mergeable implements Partial, Total {
    @Override
    public abstract void add(Object value, long weight);

    @Override
    public final void load(ByteInput in) {
        merge(in);
    }

    @Override
    public final void save(ByteOutput out) {
        write(out);
    }
}
