package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.TypeKind;
import java.math.BigInteger;

/**
 * A sum of REAL or DOUBLE, kept exactly and rounded once, so that no order of adding and taking back shows: a sum that saw
 * 1e300 come and go is still right.
 *
 * <p>Every finite value is a whole number times a power of two. The sum is {@code mantissa * 2^exponent}, the exponent
 * being the least seen; usual data spans few powers, so the mantissa stays below 128 bits. At most it has some 2100 and 64
 * for the count. NaN and the infinities are counted beside it.
 */
final class FloatSum implements Sum {
    private BigInteger mantissa = BigInteger.ZERO;
    private int exponent;
    private long nan;
    private long positiveInfinity;
    private long negativeInfinity;

    @Override
    public void add(Object value, long weight) {
        double number = ((Number) value).doubleValue();
        if (Double.isNaN(number)) {
            nan += weight;
        } else if (number == Double.POSITIVE_INFINITY) {
            positiveInfinity += weight;
        } else if (number == Double.NEGATIVE_INFINITY) {
            negativeInfinity += weight;
        } else if (number != 0) {
            addFinite(number, weight);
        }
    }

    private void addFinite(double number, long weight) {
        Exact exact = Exact.of(number);
        add(exact.mantissa().multiply(BigInteger.valueOf(weight)), exact.exponent());
    }

    /** Adds the product of two numbers, itself not rounded; that of a number with what is not finite is NaN. */
    void addProduct(double a, double b, long weight) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            nan += weight;
        } else if (a != 0 && b != 0) {
            Exact product = Exact.of(a).times(Exact.of(b));
            add(product.mantissa().multiply(BigInteger.valueOf(weight)), product.exponent());
        }
    }

    private void add(BigInteger other, int otherExponent) {
        if (mantissa.signum() == 0) {
            mantissa = other;
            exponent = otherExponent;
        } else if (otherExponent >= exponent) {
            mantissa = mantissa.add(other.shiftLeft(otherExponent - exponent));
        } else {
            mantissa = mantissa.shiftLeft(exponent - otherExponent).add(other);
            exponent = otherExponent;
        }
    }

    /** Rounded half to even; fails when finite values add up to more than a DOUBLE holds. */
    double toDouble() {
        if (!isFinite()) {
            return special();
        }
        int cut = cut();
        return Exact.checked(Math.scalb(shortened(cut).doubleValue(), exponent + cut));
    }

    /** As {@link #toDouble}, rounded to REAL directly. */
    float toFloat() {
        if (!isFinite()) {
            return (float) special();
        }
        int cut = cut();
        BigInteger kept = shortened(cut);
        // 2^-149 is the least REAL and all values are multiples of it, so that scaling down rounds nothing.
        float rounded = Math.scalb(kept.floatValue(), exponent + cut);
        return (float) Exact.checked(rounded);
    }

    /** What the finite values add up to. */
    Exact exact() {
        return new Exact(mantissa, exponent);
    }

    boolean isFinite() {
        return nan == 0 && positiveInfinity == 0 && negativeInfinity == 0;
    }

    private double special() {
        if (nan != 0 || (positiveInfinity != 0 && negativeInfinity != 0)) {
            return Double.NaN;
        }
        return positiveInfinity != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** How many low bits only say whether there is something beyond the 100 highest: more than any rounding asks for. */
    private int cut() {
        return Math.max(mantissa.bitLength() - 100, 0);
    }

    private BigInteger shortened(int cut) {
        if (cut == 0) {
            return mantissa;
        }
        BigInteger magnitude = mantissa.abs();
        BigInteger kept = magnitude.shiftRight(cut);
        BigInteger sticky = magnitude.getLowestSetBit() < cut ? kept.or(BigInteger.ONE) : kept;
        return mantissa.signum() < 0 ? sticky.negate() : sticky;
    }

    @Override
    public Object sum(TypeKind type) {
        return type == TypeKind.REAL ? (Object) toFloat() : (Object) toDouble();
    }

    @Override
    public Double average(long count) {
        return toDouble() / count;
    }

    @Override
    public void write(ByteOutput out) {
        int zeros = mantissa.signum() == 0 ? 0 : mantissa.getLowestSetBit();
        out.writeBlock(mantissa.shiftRight(zeros).toByteArray());
        out.writeZigzag(mantissa.signum() == 0 ? 0 : exponent + zeros); // nothing left of what came and went
        out.writeZigzag(nan);
        out.writeZigzag(positiveInfinity);
        out.writeZigzag(negativeInfinity);
    }

    @Override
    public void merge(ByteInput in) {
        BigInteger other = new BigInteger(in.readBlock());
        int otherExponent = (int) in.readZigzag();
        if (other.signum() != 0) {
            add(other, otherExponent);
        }
        nan += in.readZigzag();
        positiveInfinity += in.readZigzag();
        negativeInfinity += in.readZigzag();
    }
}
