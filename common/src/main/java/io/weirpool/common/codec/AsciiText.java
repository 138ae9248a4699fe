package io.weirpool.common.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of plain text, and compares short ones, eight bytes at a time. Of the eight one is not plain where a subtraction in
 * all of them at once borrows from it, or its sign is set; the lowest that seems so is so, as borrows only go up.
 */
final class AsciiText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = ONES << 7;
    private static final long BLANKS = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private AsciiText() {}

    /** Where the first byte is that is a quote, a backslash, a control character or not ASCII; or up to seven bytes before the end. */
    static int end(byte[] json, int from, int to) {
        int at = from;
        while (to - at >= Long.BYTES) {
            long bytes = (long) LONGS.get(json, at);
            long quotes = bytes ^ QUOTES;
            long backslashes = bytes ^ BACKSLASHES;
            long quoting = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
            long found = ((bytes - BLANKS) | quoting | bytes) & SIGNS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        return at;
    }

    /**
     * Whether the bytes of {@code text} stand at {@code at}, where there are as many. Its last eight are compared as one, whichever of
     * them were already.
     */
    static boolean isAt(byte[] text, byte[] json, int at) {
        int last = text.length - Long.BYTES;
        if (last < 0) {
            return isShortAt(text, json, at);
        }
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(text, i) != (long) LONGS.get(json, at + i)) {
                return false;
            }
        }
        return (long) LONGS.get(text, last) == (long) LONGS.get(json, at + last);
    }

    private static boolean isShortAt(byte[] text, byte[] json, int at) {
        int last = text.length - Integer.BYTES;
        if (last >= 0) {
            return (int) INTS.get(text, 0) == (int) INTS.get(json, at)
                    && (int) INTS.get(text, last) == (int) INTS.get(json, at + last);
        }
        for (int i = 0; i < text.length; i++) {
            if (json[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
