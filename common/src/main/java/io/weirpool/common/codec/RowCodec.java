package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as compact bytes: version byte, null bitmap, varints. For hops, changelogs and stores. Thread-safe.
 *
 * <p>A row is a bitmap (bit {@code i % 8} of byte {@code i / 8} is set when column i is NULL), then the values that are
 * not: integers and times as zigzag varints, REAL and DOUBLE as their bits, DECIMAL as scale and unscaled value, text
 * and bytes with their length before them, an array as its length and then like a row. Values come back exactly: -0, NaN and the scale of a DECIMAL included.
 */
public final class RowCodec {
    /** First byte of {@link #encode}; another one means another Weirpool wrote it. */
    public static final byte VERSION = 1;

    /** Bytes of a usual row; a longer one only grows its buffer. */
    private static final int CAPACITY = 128;

    private final TypeKind[] kinds;

    private RowCodec(TypeKind[] kinds) {
        this.kinds = kinds;
    }

    public static RowCodec of(RowType type) {
        return new RowCodec(type.columns().stream().map(c -> c.type().kind()).toArray(TypeKind[]::new));
    }

    /** Version byte and row. */
    public byte[] encode(@Nullable Object[] row) {
        ByteOutput out = new ByteOutput(CAPACITY);
        encode(out, row);
        return out.toByteArray();
    }

    /** Appends what {@link #encode(Object[])} returns. */
    public void encode(ByteOutput out, @Nullable Object[] row) {
        out.writeByte(VERSION);
        write(out, row);
    }

    /** Reads what {@link #encode(Object[])} made; {@code STATE_FORMAT_UNKNOWN} when it is something else. */
    public @Nullable Object[] decode(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        byte version = in.readByte();
        if (version != VERSION) {
            throw ByteInput.corrupt("version %d, this Weirpool reads %d".formatted(version, VERSION));
        }
        @Nullable Object[] row = read(in);
        if (in.remaining() != 0) {
            throw ByteInput.corrupt(in.remaining() + " bytes after the row");
        }
        return row;
    }

    /** Appends the row without a version byte: what holds many rows carries one {@link #VERSION} for all. */
    public void write(ByteOutput out, @Nullable Object[] row) {
        writeNulls(out, row, kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            Object value = row[i];
            if (value != null) {
                writeValue(out, kinds[i], value);
            }
        }
    }

    private static void writeNulls(ByteOutput out, @Nullable Object[] row, int count) {
        int mask = 0;
        for (int i = 0; i < count; i++) {
            if (row[i] == null) {
                mask |= 1 << (i & 7);
            }
            if ((i & 7) == 7 || i == count - 1) {
                out.writeByte(mask);
                mask = 0;
            }
        }
    }

    /** Reads what {@link #write} appended; the input then stands after it. */
    public @Nullable Object[] read(ByteInput in) {
        byte[] nulls = in.readBytes((kinds.length + 7) >> 3);
        @Nullable Object[] row = new Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            if (!isNull(nulls, i)) {
                row[i] = readValue(in, kinds[i]);
            }
        }
        return row;
    }

    private static boolean isNull(byte[] nulls, int index) {
        return (nulls[index >> 3] >> (index & 7) & 1) == 1;
    }

    private static void writeValue(ByteOutput out, TypeKind kind, Object value) {
        switch (kind) {
            case BOOLEAN -> out.writeByte((Boolean) value ? 1 : 0);
            case SMALLINT, INTEGER, DATE -> out.writeZigzag((Integer) value);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> out.writeZigzag((Long) value);
            case REAL -> out.writeInt(Float.floatToIntBits((Float) value));
            case DOUBLE -> out.writeLong(Double.doubleToLongBits((Double) value));
            case INTERVAL -> {
                out.writeZigzag(((Interval) value).months());
                out.writeZigzag(((Interval) value).days());
                out.writeZigzag(((Interval) value).micros());
            }
            case DECIMAL -> writeDecimal(out, (BigDecimal) value);
            case VARCHAR, CHAR, JSON -> out.writeText((String) value);
            case UUID -> {
                out.writeLong(((UUID) value).getMostSignificantBits());
                out.writeLong(((UUID) value).getLeastSignificantBits());
            }
            case VARBINARY -> out.writeBlock(((Bytes) value).array());
            default -> writeArray(out, kind.element(), (ArrayValue) value);
        }
    }

    private static void writeArray(ByteOutput out, TypeKind element, ArrayValue array) {
        @Nullable Object[] elements = array.elements().toArray();
        out.writeVarint(elements.length);
        writeNulls(out, elements, elements.length);
        for (Object value : elements) {
            if (value != null) {
                writeValue(out, element, value);
            }
        }
    }

    private static Object readValue(ByteInput in, TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> in.readByte() != 0;
            case SMALLINT, INTEGER, DATE -> (int) in.readZigzag();
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> in.readZigzag();
            case REAL -> Float.intBitsToFloat(in.readInt());
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case INTERVAL -> new Interval((int) in.readZigzag(), (int) in.readZigzag(), in.readZigzag());
            case DECIMAL -> readDecimal(in);
            case VARCHAR, CHAR, JSON -> in.readText();
            case UUID -> new UUID(in.readLong(), in.readLong());
            case VARBINARY -> Bytes.wrap(in.readBlock());
            default -> readArray(in, kind.element());
        };
    }

    private static ArrayValue readArray(ByteInput in, TypeKind element) {
        long length = in.readVarint();
        if (length < 0 || length > 8L * in.remaining()) {
            throw ByteInput.corrupt("an array of %d elements in %d bytes".formatted(length, in.remaining()));
        }
        byte[] nulls = in.readBytes((int) ((length + 7) >> 3));
        @Nullable Object[] elements = new Object[(int) length];
        for (int i = 0; i < elements.length; i++) {
            if (!isNull(nulls, i)) {
                elements[i] = readValue(in, element);
            }
        }
        return ArrayValue.wrap(elements);
    }

    /** Scale and, in its lowest bit, whether the unscaled value is a varint (0) or a block of two's complement (1). */
    private static void writeDecimal(ByteOutput out, BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        boolean big = unscaled.bitLength() > 63;
        out.writeZigzag((long) value.scale() << 1 | (big ? 1 : 0));
        if (big) {
            out.writeBlock(unscaled.toByteArray());
        } else {
            out.writeZigzag(unscaled.longValue());
        }
    }

    private static BigDecimal readDecimal(ByteInput in) {
        long header = in.readZigzag();
        int scale = (int) (header >> 1);
        return (header & 1) == 0 ? BigDecimal.valueOf(in.readZigzag(), scale) : new BigDecimal(readBig(in), scale);
    }

    private static BigInteger readBig(ByteInput in) {
        byte[] block = in.readBlock();
        if (block.length == 0) {
            throw ByteInput.corrupt("a number without digits");
        }
        return new BigInteger(block);
    }
}
