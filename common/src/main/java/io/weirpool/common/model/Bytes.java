package io.weirpool.common.model;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered by unsigned bytes: the value of a VARBINARY, and of an encoded key. */
public final class Bytes implements Comparable<Bytes> {
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

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** PostgreSQL's hex form: {@code \x01ff}. */
    @Override
    public String toString() {
        return "\\x" + HexFormat.of().formatHex(value);
    }
}
