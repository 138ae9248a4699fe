package io.weirpool.common.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@link BigDecimal#toPlainString} as bytes. Averages have some twenty digits, more than a long holds: those it writes in a third of
 * the time, as two longs of eighteen digits each.
 */
final class PlainDecimals {
    private static final int HALF_DIGITS = 18;
    private static final long HALF = 1_000_000_000_000_000_000L;
    /** Below 5.2e33: the upper half is below 2^53, so that a double tells it up to some units. */
    private static final int BITS_MAX = 112;

    private PlainDecimals() {}

    static void write(ByteOutput out, BigDecimal value) {
        int scale = value.scale();
        BigInteger unscaled = value.unscaledValue();
        if (scale < 0 || scale >= 2 * HALF_DIGITS || unscaled.bitLength() > BITS_MAX) {
            out.writeAscii(value.toPlainString());
            return;
        }
        if (unscaled.signum() < 0) {
            out.writeByte('-');
        }
        write(out, unscaled.abs(), scale);
    }

    private static void write(ByteOutput out, BigInteger number, int scale) {
        long upper = (long) (number.doubleValue() / HALF);
        long lower = number.longValue() - upper * HALF; // what the long cannot hold is the same on both sides
        while (lower < 0) {
            lower += HALF;
            upper--;
        }
        while (lower >= HALF) {
            lower -= HALF;
            upper++;
        }
        byte[] digits = new byte[2 * HALF_DIGITS];
        put(digits, 0, upper);
        put(digits, HALF_DIGITS, lower);
        int point = digits.length - scale;
        int first = 0;
        while (first < point - 1 && digits[first] == '0') {
            first++;
        }
        out.writeBytes(digits, first, point - first);
        if (scale > 0) {
            out.writeByte('.');
            out.writeBytes(digits, point, scale);
        }
    }

    private static void put(byte[] digits, int from, long number) {
        long rest = number;
        for (int i = from + HALF_DIGITS - 1; i >= from; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
