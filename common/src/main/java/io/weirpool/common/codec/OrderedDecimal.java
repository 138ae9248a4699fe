package io.weirpool.common.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimals as bytes whose unsigned order is that of the numbers; equal numbers have equal bytes whatever their scale.
 *
 * <p>A number is sign 0.d1d2d3… times 10^e with d1 not 0: a sign byte, then e, then the digits, two to a byte plus one
 * (1 to 100), then a 0, which sorts before any digit. Of a negative number all bytes after the sign are complemented.
 * The exponent takes one byte between -100 and 100 and five outside.
 */
final class OrderedDecimal {
    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;
    /** One byte holds 256 values and two are taken for "far below" and "far above"; 100 covers any DECIMAL(38). */
    private static final int SHORT_EXPONENT_MAX = 100;

    private static final int FAR_BELOW = 0;
    private static final int FAR_ABOVE = 0xFF;

    private OrderedDecimal() {}

    static void write(ByteOutput out, BigDecimal value) {
        int signum = value.signum();
        out.writeByte(signum < 0 ? NEGATIVE : signum == 0 ? ZERO : POSITIVE);
        if (signum == 0) {
            return;
        }
        int flip = signum < 0 ? 0xFF : 0;
        String digits = value.unscaledValue().abs().toString();
        writeExponent(out, digits.length() - value.scale(), flip);
        writeDigits(out, digits, flip);
    }

    private static void writeExponent(ByteOutput out, int exponent, int flip) {
        if (Math.abs(exponent) <= SHORT_EXPONENT_MAX) {
            out.writeByte((exponent + 0x80) ^ flip);
        } else {
            out.writeByte((exponent < 0 ? FAR_BELOW : FAR_ABOVE) ^ flip);
            out.writeInt((exponent ^ Integer.MIN_VALUE) ^ (flip == 0 ? 0 : -1));
        }
    }

    private static void writeDigits(ByteOutput out, String digits, int flip) {
        int length = digits.length();
        while (digits.charAt(length - 1) == '0') {
            length--;
        }
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? digits.charAt(i + 1) - '0' : 0;
            out.writeByte(((digits.charAt(i) - '0') * 10 + low + 1) ^ flip);
        }
        out.writeByte(flip);
    }

    /** The number with the fewest digits after the point, none of them negative: 100, not 1E+2. */
    static BigDecimal read(ByteInput in) {
        int sign = in.readByte();
        if (sign == ZERO) {
            return BigDecimal.ZERO;
        }
        int flip = sign == NEGATIVE ? 0xFF : 0;
        int exponent = readExponent(in, flip);
        StringBuilder digits = new StringBuilder();
        for (int pair = readByte(in, flip); pair != 0; pair = readByte(in, flip)) {
            digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
        }
        if (digits.isEmpty()) {
            throw ByteInput.corrupt("a number without digits");
        }
        BigInteger unscaled = new BigInteger(digits.toString());
        BigDecimal value = new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, digits.length() - exponent)
                .stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static int readExponent(ByteInput in, int flip) {
        int first = readByte(in, flip);
        if (first != FAR_BELOW && first != FAR_ABOVE) {
            return first - 0x80;
        }
        return in.readInt() ^ (flip == 0 ? 0 : -1) ^ Integer.MIN_VALUE;
    }

    private static int readByte(ByteInput in, int flip) {
        return (in.readByte() & 0xFF) ^ flip;
    }
}
