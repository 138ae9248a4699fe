package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/**
 * A sum of DECIMAL. As in PostgreSQL its scale is the largest scale of the values that are in it, so it counts the values
 * of each scale (nearly always one).
 */
final class DecimalSum implements Sum {
    private BigDecimal sum = BigDecimal.ZERO;
    private final TreeMap<Integer, Long> scales = new TreeMap<>();

    @Override
    public void add(Object value, long weight) {
        BigDecimal number = (BigDecimal) value;
        sum = sum.add(weight == 1 ? number : number.multiply(BigDecimal.valueOf(weight)));
        count(Math.max(number.scale(), 0), weight);
    }

    private void count(int scale, long weight) {
        scales.merge(scale, weight, (a, b) -> a + b == 0 ? null : a + b);
    }

    BigDecimal total() {
        int scale = scales.isEmpty() ? 0 : scales.lastKey();
        return sum.setScale(scale, RoundingMode.HALF_UP); // digits beyond it have cancelled out
    }

    @Override
    public BigDecimal sum(TypeKind type) {
        return total();
    }

    @Override
    public BigDecimal average(long count) {
        return NumericQuotient.average(total(), count);
    }

    @Override
    public void write(ByteOutput out) {
        // A part that takes back more than it adds can hold digits its own counts do not show: none is cut here.
        BigDecimal whole = sum.signum() == 0 ? BigDecimal.ZERO : sum.scale() < 0 ? sum.setScale(0) : sum;
        out.writeVarint(whole.scale());
        out.writeBlock(whole.unscaledValue().toByteArray());
        out.writeVarint(scales.size());
        scales.forEach((scale, count) -> {
            out.writeVarint(scale);
            out.writeZigzag(count);
        });
    }

    @Override
    public void merge(ByteInput in) {
        int scale = (int) in.readVarint();
        sum = sum.add(new BigDecimal(new BigInteger(in.readBlock()), scale));
        for (long left = in.readVarint(); left > 0; left--) {
            count((int) in.readVarint(), in.readZigzag());
        }
    }
}
