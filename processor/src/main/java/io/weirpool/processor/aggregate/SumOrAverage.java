package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import org.jspecify.annotations.Nullable;

/** SUM and AVG: an exact sum, and how many values are in it. NULL without values. */
final class SumOrAverage extends Mergeable {
    private final Sum sum;
    private final boolean isAverage;
    private final TypeKind type;
    private long count;

    private SumOrAverage(Sum sum, boolean isAverage, TypeKind type) {
        this.sum = sum;
        this.isAverage = isAverage;
        this.type = type;
    }

    /** SUM of values of a type, whose result has the other. */
    static SumOrAverage sum(SqlType values, SqlType result) {
        return new SumOrAverage(Sum.of(values.kind()), false, result.kind());
    }

    static SumOrAverage average(SqlType values, SqlType result) {
        return new SumOrAverage(Sum.of(values.kind()), true, result.kind());
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
        return isAverage ? average() : sum(type);
    }

    /** What SUM is, of this type. */
    @Nullable Object sum(TypeKind of) {
        return count <= 0 ? null : sum.sum(of);
    }

    /** What AVG is. */
    @Nullable Object average() {
        return count <= 0 ? null : sum.average(count);
    }

    /** What COUNT is. */
    long count() {
        return count;
    }
}
