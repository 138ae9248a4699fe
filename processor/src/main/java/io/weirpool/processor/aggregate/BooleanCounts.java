package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** BOOL_AND, BOOL_OR: how many are TRUE and how many FALSE; NULL without values. */
final class BooleanCounts extends Mergeable {
    private final boolean all;
    private long trues;
    private long falses;

    /** BOOL_AND when {@code all}, else BOOL_OR. */
    BooleanCounts(boolean all) {
        this.all = all;
    }

    @Override
    public void add(Object value, long weight) {
        if ((Boolean) value) {
            trues += weight;
        } else {
            falses += weight;
        }
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(trues);
        out.writeZigzag(falses);
    }

    @Override
    public void merge(ByteInput in) {
        trues += in.readZigzag();
        falses += in.readZigzag();
    }

    @Override
    public @Nullable Object result() {
        if (trues <= 0 && falses <= 0) {
            return null;
        }
        return all ? falses <= 0 : trues > 0;
    }
}
