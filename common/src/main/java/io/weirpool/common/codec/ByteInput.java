package io.weirpool.common.codec;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteOutput} wrote. Not thread-safe.
 *
 * <p>Bytes that end too early are refused with {@code STATE_FORMAT_UNKNOWN}; a length is checked before memory is taken
 * for it.
 */
public final class ByteInput {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code bytes} from {@code start} up to, not including, {@code end}. */
    public ByteInput(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Index of the next byte in the array. */
    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public byte readByte() {
        require(1);
        return bytes[at++];
    }

    public int readInt() {
        require(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public long readLong() {
        require(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number of more than ten bytes at " + at);
    }

    public long readZigzag() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** The bytes written by {@link ByteOutput#writeBlock}. */
    public byte[] readBlock() {
        int length = readLength();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public byte[] readBytes(int length) {
        require(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String readText() {
        int length = readLength();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    private int readLength() {
        long length = readVarint();
        if (length < 0 || length > end - at) {
            throw corrupt("a length of %d at %d of %d bytes".formatted(length, at, end));
        }
        return (int) length;
    }

    private void require(int count) {
        if (count < 0 || end - at < count) {
            throw corrupt("%d bytes wanted at %d of %d".formatted(count, at, end));
        }
    }

    static WeirpoolException corrupt(String what) {
        return new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "stored bytes cannot be read: " + what);
    }
}
