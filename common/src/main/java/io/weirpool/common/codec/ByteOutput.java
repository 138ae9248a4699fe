package io.weirpool.common.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of bytes that codecs write to, so that many rows can share one record. Not thread-safe. */
public final class ByteOutput {
    private byte[] bytes;
    private int length;

    public ByteOutput(int capacity) {
        this.bytes = new byte[Math.max(capacity, 16)];
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** Forgets what was written and keeps the memory. */
    public void reset() {
        length = 0;
    }

    /** The buffer itself, of which {@link #length} bytes are written; for as long as nothing more is. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** Big-endian. */
    public void writeInt(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Big-endian. */
    public void writeLong(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** An unsigned varint: seven bits a byte, lowest first; small values are short, negative ones take ten bytes. */
    public void writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A varint of the zigzag form: short for values near 0 of either sign. */
    public void writeZigzag(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    public void writeBytes(byte[] value) {
        writeBytes(value, 0, value.length);
    }

    public void writeBytes(byte[] value, int offset, int count) {
        ensure(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
    }

    /** Turns every bit of what was written from this index on. */
    public void turn(int from) {
        for (int i = from; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    /** Length in bytes as a varint, then UTF-8. */
    public void writeText(String text) {
        writeBlock(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length as a varint, then the bytes. */
    public void writeBlock(byte[] value) {
        writeVarint(value.length);
        writeBytes(value);
    }

    /** The decimal digits of a number that is not negative, with zeros before it up to the width. */
    void writeDigits(long value, int width) {
        ensure(width);
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }

    /** Text of which every character is ASCII. */
    @SuppressWarnings("deprecation") // it drops the upper bytes of characters, which ASCII has none of; a plain copy
    void writeAscii(String text) {
        int count = text.length();
        ensure(count);
        text.getBytes(0, count, bytes, length);
        length += count;
    }

    /** A number in decimal. */
    public void writeDecimal(long value) {
        if (value < 0) {
            writeAscii(Long.toString(value)); // the least one has no positive
            return;
        }
        int width = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            width++;
        }
        writeDigits(value, width);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
