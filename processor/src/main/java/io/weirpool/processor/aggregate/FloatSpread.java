package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** Variance or deviation of REAL and DOUBLE, from exact sums and rounded once; NaN when a value is not finite. */
final class FloatSpread extends Mergeable {
    private final Spread spread;
    private final FloatSum sum = new FloatSum();
    private final FloatSum squares = new FloatSum();
    private long count;

    FloatSpread(Spread spread) {
        this.spread = spread;
    }

    @Override
    public void add(Object value, long weight) {
        double number = ((Number) value).doubleValue();
        sum.add(value, weight);
        squares.addProduct(number, number, weight);
        count += weight;
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(count);
        sum.write(out);
        squares.write(out);
    }

    @Override
    public void merge(ByteInput in) {
        count += in.readZigzag();
        sum.merge(in);
        squares.merge(in);
    }

    @Override
    public @Nullable Object result() {
        if (spread.isNull(count)) {
            return null;
        }
        if (!sum.isFinite()) {
            return Double.NaN;
        }
        Exact n = Exact.of(count);
        Exact total = sum.exact();
        Exact differences = n.times(squares.exact()).minus(total.times(total));
        if (differences.signum() <= 0) {
            return 0.0;
        }
        double variance = differences.over(n.times(Exact.of(spread.lessOne(count))));
        return spread.root() ? Math.sqrt(variance) : variance;
    }
}
