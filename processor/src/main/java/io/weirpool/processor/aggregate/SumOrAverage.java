package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** SUM and AVG: an exact sum, how many values are in it, and what is made of the two. NULL without values. */
final class SumOrAverage<S extends Sum> extends Mergeable {
    /** From the sum and the number of values, at least 1, to the result. */
    @FunctionalInterface
    interface Finish<S> {
        Object apply(S sum, long count);
    }

    private final S sum;
    private final Finish<S> finish;
    private long count;

    SumOrAverage(S sum, Finish<S> finish) {
        this.sum = sum;
        this.finish = finish;
    }

    @Override
    public void add(Object value, long weight) {
        sum.add(value, weight);
        count += weight;
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(count);
        sum.write(out);
    }

    @Override
    public void merge(ByteInput in) {
        count += in.readZigzag();
        sum.merge(in);
    }

    @Override
    public @Nullable Object result() {
        return count <= 0 ? null : finish.apply(sum, count);
    }
}
