package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A sum of SMALLINT, INTEGER or BIGINT: a long while it fits, without bound after. */
final class IntegerSum implements Sum {
    private static final int SMALL = 0;
    private static final int BIG = 1;

    private long small;
    private BigInteger big = BigInteger.ZERO;

    @Override
    public void add(Object value, long weight) {
        long number = ((Number) value).longValue();
        if (number == Long.MIN_VALUE || Math.multiplyHigh(number, weight) != (number * weight) >> 63) {
            big = big.add(BigInteger.valueOf(number).multiply(BigInteger.valueOf(weight)));
        } else {
            addSmall(number * weight);
        }
    }

    private void addSmall(long number) {
        long sum = small + number;
        if (((small ^ sum) & (number ^ sum)) < 0) {
            big = big.add(BigInteger.valueOf(small)).add(BigInteger.valueOf(number));
            small = 0;
        } else {
            small = sum;
        }
    }

    @Override
    public Object sum(TypeKind type) {
        if (type == TypeKind.BIGINT) {
            return isSmall() ? (Long) small : Bigint.of(total());
        }
        return numeric();
    }

    private BigDecimal numeric() {
        return isSmall() ? BigDecimal.valueOf(small) : new BigDecimal(total());
    }

    @Override
    public BigDecimal average(long count) {
        return isSmall() ? NumericQuotient.average(small, count) : NumericQuotient.average(numeric(), count);
    }

    /** As nearly all are: no object is made of them. */
    private boolean isSmall() {
        return big.signum() == 0;
    }

    BigInteger total() {
        return big.add(BigInteger.valueOf(small));
    }

    @Override
    public void write(ByteOutput out) {
        if (isSmall()) {
            writeSmall(out, small);
            return;
        }
        BigInteger total = total();
        if (total.bitLength() < Long.SIZE) {
            writeSmall(out, total.longValue());
        } else {
            out.writeByte(BIG);
            out.writeBlock(total.toByteArray());
        }
    }

    private static void writeSmall(ByteOutput out, long total) {
        out.writeByte(SMALL);
        out.writeZigzag(total);
    }

    @Override
    public void merge(ByteInput in) {
        if (in.readByte() == SMALL) {
            addSmall(in.readZigzag());
        } else {
            big = big.add(new BigInteger(in.readBlock()));
        }
    }
}
