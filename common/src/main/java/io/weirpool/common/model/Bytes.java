package io.weirpool.common.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered by unsigned bytes: the value of a VARBINARY, and of an encoded key. */
public final class Bytes implements Comparable<Bytes> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Odd, its bits without a pattern: spreads what differs in few bits over all. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** Takes the array as it is; the caller no longer writes to it. */
    public static Bytes wrap(byte[] value) {
        return new Bytes(value);
    }

    /** The array itself; the caller does not write to it. */
    public byte[] array() {
        return value;
    }

    public int length() {
        return value.length;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    /**
     * Eight bytes at a time. {@link Arrays#hashCode(byte[])} is several times slower, and gives numbers that follow each
     * other, as the last bytes of keys do, the same few codes.
     */
    @Override
    public int hashCode() {
        return hash(value, value.length);
    }

    /** The hash code of the first bytes of an array. */
    public static int hash(byte[] bytes, int length) {
        long hash = longHash(bytes, length);
        return (int) (hash ^ hash >>> 32);
    }

    /** The same with 64 bits. */
    public static long longHash(byte[] bytes, int length) {
        long hash = length;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < length; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return mixed(hash, rest);
    }

    private static long mixed(long hash, long next) {
        long product = (hash ^ next) * GOLDEN_RATIO;
        return product ^ product >>> 29;
    }

    /** PostgreSQL's hex form: {@code \x01ff}. */
    @Override
    public String toString() {
        return "\\x" + HexFormat.of().formatHex(value);
    }
}
