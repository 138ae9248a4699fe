package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Variance or deviation of whole numbers and decimals, from exact sums, with PostgreSQL's digits. */
final class NumericSpread extends Mergeable {
    private final Spread spread;
    private final DecimalSum sum = new DecimalSum();
    private final DecimalSum squares = new DecimalSum();
    private long count;

    NumericSpread(Spread spread) {
        this.spread = spread;
    }

    @Override
    public void add(Object value, long weight) {
        BigDecimal number =
                value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
        sum.add(number, weight);
        squares.add(number.multiply(number), weight);
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

    /** As numeric_stddev_internal of PostgreSQL's numeric.c. */
    @Override
    public @Nullable Object result() {
        if (spread.isNull(count)) {
            return null;
        }
        BigDecimal total = sum.total();
        BigDecimal differences =
                squares.total().multiply(BigDecimal.valueOf(count)).subtract(total.multiply(total));
        if (differences.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigInteger divisor = BigInteger.valueOf(count).multiply(BigInteger.valueOf(spread.lessOne(count)));
        BigDecimal variance = NumericQuotient.of(differences, new BigDecimal(divisor));
        return spread.root() ? NumericQuotient.root(variance) : variance;
    }
}
