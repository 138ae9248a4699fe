package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Functions of bytes that take them apart or count in them. Places count from 1, bytes and bits of {@code get_} from 0. */
public final class BinaryParts {
    private BinaryParts() {}

    @SqlFunction("||(VARBINARY, VARBINARY) VARBINARY")
    public static Bytes concatenate(Bytes a, Bytes b) {
        byte[] both = Arrays.copyOf(a.array(), a.length() + b.length());
        System.arraycopy(b.array(), 0, both, a.length(), b.length());
        return Bytes.wrap(both);
    }

    @SqlFunction("substring(VARBINARY, INTEGER) VARBINARY")
    public static Bytes substring(Bytes bytes, int start) {
        return slice(bytes, start - 1L, Long.MAX_VALUE);
    }

    @SqlFunction("substring(VARBINARY, INTEGER, INTEGER) VARBINARY")
    public static Bytes substring(Bytes bytes, int start, int count) {
        if (count < 0) {
            throw Failures.invalid("negative substring length not allowed");
        }
        return slice(bytes, start - 1L, start - 1L + count);
    }

    /** From {@code start} to before {@code end}, 0-based, both anywhere. */
    private static Bytes slice(Bytes bytes, long start, long end) {
        int from = (int) Math.min(Math.max(start, 0), bytes.length());
        int to = (int) Math.max(Math.min(end, bytes.length()), from);
        return Bytes.wrap(Arrays.copyOfRange(bytes.array(), from, to));
    }

    @SqlFunction("overlay(VARBINARY, VARBINARY, INTEGER) VARBINARY")
    public static Bytes overlay(Bytes bytes, Bytes part, int start) {
        return overlay(bytes, part, start, part.length());
    }

    /** The part in place of {@code count} bytes from {@code start} on. */
    @SqlFunction("overlay(VARBINARY, VARBINARY, INTEGER, INTEGER) VARBINARY")
    public static Bytes overlay(Bytes bytes, Bytes part, int start, int count) {
        if (start <= 0) {
            throw Failures.invalid("negative substring length not allowed");
        }
        int end = Arithmetic.add(start, count);
        return concatenate(concatenate(substring(bytes, 1, start - 1), part), substring(bytes, end));
    }

    @SqlFunction("btrim(VARBINARY, VARBINARY) VARBINARY")
    public static Bytes btrim(Bytes bytes, Bytes trimmed) {
        return ltrim(rtrim(bytes, trimmed), trimmed);
    }

    @SqlFunction("ltrim(VARBINARY, VARBINARY) VARBINARY")
    public static Bytes ltrim(Bytes bytes, Bytes trimmed) {
        int start = 0;
        while (start < bytes.length() && contains(trimmed, bytes.array()[start])) {
            start++;
        }
        return slice(bytes, start, Long.MAX_VALUE);
    }

    @SqlFunction("rtrim(VARBINARY, VARBINARY) VARBINARY")
    public static Bytes rtrim(Bytes bytes, Bytes trimmed) {
        int end = bytes.length();
        while (end > 0 && contains(trimmed, bytes.array()[end - 1])) {
            end--;
        }
        return slice(bytes, 0, end);
    }

    private static boolean contains(Bytes bytes, byte wanted) {
        for (byte b : bytes.array()) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    @SqlFunction("reverse(VARBINARY) VARBINARY")
    public static Bytes reverse(Bytes bytes) {
        byte[] reversed = new byte[bytes.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = bytes.array()[reversed.length - 1 - i];
        }
        return Bytes.wrap(reversed);
    }

    @SqlFunction("get_byte(VARBINARY, INTEGER) INTEGER")
    public static int getByte(Bytes bytes, int index) {
        check(index, bytes.length());
        return bytes.array()[index] & 0xFF;
    }

    /** Of the value the lowest eight bits. */
    @SqlFunction("set_byte(VARBINARY, INTEGER, INTEGER) VARBINARY")
    public static Bytes setByte(Bytes bytes, int index, int value) {
        check(index, bytes.length());
        byte[] changed = bytes.array().clone();
        changed[index] = (byte) value;
        return Bytes.wrap(changed);
    }

    /** The lowest bit of the first byte is bit 0. */
    @SqlFunction("get_bit(VARBINARY, BIGINT) INTEGER")
    public static int getBit(Bytes bytes, long index) {
        check(index, 8L * bytes.length());
        return bytes.array()[(int) (index / 8)] >> (int) (index % 8) & 1;
    }

    @SqlFunction("set_bit(VARBINARY, BIGINT, INTEGER) VARBINARY")
    public static Bytes setBit(Bytes bytes, long index, int value) {
        check(index, 8L * bytes.length());
        if (value != 0 && value != 1) {
            throw Failures.invalid("new bit must be 0 or 1");
        }
        byte[] changed = bytes.array().clone();
        int mask = 1 << (int) (index % 8);
        int place = (int) (index / 8);
        changed[place] = (byte) (value == 1 ? changed[place] | mask : changed[place] & ~mask);
        return Bytes.wrap(changed);
    }

    private static void check(long index, long length) {
        if (index < 0 || index >= length) {
            throw Failures.invalid("index %d out of valid range, 0..%d".formatted(index, length - 1));
        }
    }

    @SqlFunction("bit_count(VARBINARY) BIGINT")
    public static long bitCount(Bytes bytes) {
        long count = 0;
        for (byte b : bytes.array()) {
            count += Integer.bitCount(b & 0xFF);
        }
        return count;
    }

    @SqlFunction("crc32(VARBINARY) BIGINT")
    public static long crc32(Bytes bytes) {
        return sum(new CRC32(), bytes);
    }

    @SqlFunction("crc32c(VARBINARY) BIGINT")
    public static long crc32c(Bytes bytes) {
        return sum(new CRC32C(), bytes);
    }

    private static long sum(Checksum checksum, Bytes bytes) {
        checksum.update(bytes.array());
        return checksum.getValue();
    }
}
