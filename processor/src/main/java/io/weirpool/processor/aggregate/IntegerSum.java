package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
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

    BigInteger total() {
        return big.signum() == 0 ? BigInteger.valueOf(small) : big.add(BigInteger.valueOf(small));
    }

    @Override
    public void write(ByteOutput out) {
        BigInteger total = total();
        if (total.bitLength() < Long.SIZE) {
            out.writeByte(SMALL);
            out.writeZigzag(total.longValue());
        } else {
            out.writeByte(BIG);
            out.writeBlock(total.toByteArray());
        }
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
