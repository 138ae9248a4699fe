package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Key columns as bytes whose unsigned order is the order of the values (NULLs last); equal values have equal bytes: -0
 * and 0, NaN and NaN, 1.0 and 1.00. Thread-safe.
 *
 * <p>Each column is a tag (1 a value, 2 NULL) and the value: integers big-endian with the sign flipped, REAL and DOUBLE
 * likewise with negative ones complemented, DECIMAL as {@link OrderedDecimal} has it, JSON as {@link OrderedJson}, text and bytes with each 0 as 0
 * 255 and 0 0 at the end, an array as its elements, each with its tag, and 0 at the end. No key is the beginning of another, so keys can be put one after the other, and all keys that
 * begin with the same columns stand together. Of equal values that print differently (see {@link
 * SqlType#printsApart}) one comes back: numbers without zeros at their end, 0 for -0, an INTERVAL without months.
 */
public final class KeyCodec {
    private static final int END = 0;
    private static final int VALUE = 1;
    private static final int NULL = 2;
    /** Bytes of a usual key; a longer one only grows its buffer. */
    static final int CAPACITY = 32;

    private final int[] columns;
    private final SqlType[] types;

    private KeyCodec(int[] columns, SqlType[] types) {
        this.columns = columns;
        this.types = types;
    }

    /** A codec for these columns of rows of that type. */
    public static KeyCodec of(RowType rowType, List<Integer> columns) {
        return new KeyCodec(
                columns.stream().mapToInt(Integer::intValue).toArray(),
                columns.stream().map(rowType::type).toArray(SqlType[]::new));
    }

    /** The key of a whole row. */
    public byte[] encode(@Nullable Object[] row) {
        ByteOutput out = new ByteOutput(CAPACITY);
        write(out, row);
        return out.toByteArray();
    }

    /** The key's values, in the order of {@code columns}. */
    public @Nullable Object[] decode(byte[] key) {
        ByteInput in = new ByteInput(key);
        @Nullable Object[] values = read(in);
        if (in.remaining() != 0) {
            throw ByteInput.corrupt(in.remaining() + " bytes after the key");
        }
        return values;
    }

    /** Appends the key of a whole row. */
    public void write(ByteOutput out, @Nullable Object[] row) {
        for (int i = 0; i < columns.length; i++) {
            writeTagged(out, types[i].kind(), row[columns[i]]);
        }
    }

    private static void writeTagged(ByteOutput out, TypeKind kind, @Nullable Object value) {
        out.writeByte(value == null ? NULL : VALUE);
        if (value != null) {
            writeValue(out, kind, value);
        }
    }

    /** Reads what {@link #write} appended; the input then stands after it. */
    public @Nullable Object[] read(ByteInput in) {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = readTagged(in, in.readByte(), types[i]);
        }
        return values;
    }

    private static @Nullable Object readTagged(ByteInput in, int tag, SqlType type) {
        if (tag == VALUE) {
            return readValue(in, type);
        }
        if (tag != NULL) {
            throw ByteInput.corrupt("tag " + tag + " in a key");
        }
        return null;
    }

    private static void writeValue(ByteOutput out, TypeKind kind, Object value) {
        switch (kind) {
            case BOOLEAN -> out.writeByte((Boolean) value ? 1 : 0);
            case SMALLINT, INTEGER, DATE -> out.writeInt((Integer) value ^ Integer.MIN_VALUE);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> out.writeLong((Long) value ^ Long.MIN_VALUE);
            case REAL -> {
                int bits = Float.floatToIntBits(Values.normal((Float) value));
                out.writeInt(bits ^ (bits >> 31 | Integer.MIN_VALUE));
            }
            case DOUBLE -> {
                long bits = Double.doubleToLongBits(Values.normal((Double) value));
                out.writeLong(bits ^ (bits >> 63 | Long.MIN_VALUE));
            }
            case INTERVAL -> {
                out.writeLong(((Interval) value).wholeDays() ^ Long.MIN_VALUE);
                out.writeLong(((Interval) value).rest());
            }
            case DECIMAL -> OrderedDecimal.write(out, (BigDecimal) value);
            case VARCHAR, CHAR -> writeEscaped(out, ((String) value).getBytes(StandardCharsets.UTF_8));
            case JSON -> OrderedJson.write(out, (String) value);
            case UUID -> {
                out.writeLong(((UUID) value).getMostSignificantBits());
                out.writeLong(((UUID) value).getLeastSignificantBits());
            }
            case VARBINARY -> writeEscaped(out, ((Bytes) value).array());
            default -> {
                for (Object element : ((ArrayValue) value).elements()) {
                    writeTagged(out, kind.element(), element);
                }
                out.writeByte(END);
            }
        }
    }

    private static Object readValue(ByteInput in, SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> in.readByte() != 0;
            case SMALLINT, INTEGER, DATE -> in.readInt() ^ Integer.MIN_VALUE;
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> in.readLong() ^ Long.MIN_VALUE;
            case REAL -> {
                int bits = in.readInt();
                yield Float.intBitsToFloat(bits ^ (~bits >> 31 | Integer.MIN_VALUE));
            }
            case DOUBLE -> {
                long bits = in.readLong();
                yield Double.longBitsToDouble(bits ^ (~bits >> 63 | Long.MIN_VALUE));
            }
            case INTERVAL -> Interval.ofSpan(in.readLong() ^ Long.MIN_VALUE, in.readLong());
            case DECIMAL -> readDecimal(in, type);
            case VARCHAR, CHAR -> new String(readEscaped(in), StandardCharsets.UTF_8);
            case JSON -> OrderedJson.read(in);
            case UUID -> new UUID(in.readLong(), in.readLong());
            case VARBINARY -> Bytes.wrap(readEscaped(in));
            default -> readArray(in, type.element());
        };
    }

    private static ArrayValue readArray(ByteInput in, SqlType element) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int tag = in.readByte(); tag != END; tag = in.readByte()) {
            elements.add(readTagged(in, tag, element));
        }
        return ArrayValue.of(elements);
    }

    private static BigDecimal readDecimal(ByteInput in, SqlType type) {
        BigDecimal value = OrderedDecimal.read(in);
        return type.precision() == SqlType.UNBOUNDED || value.scale() > type.scale()
                ? value
                : value.setScale(type.scale());
    }

    static void writeEscaped(ByteOutput out, byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                out.writeBytes(bytes, from, i + 1 - from);
                out.writeByte(0xFF);
                from = i + 1;
            }
        }
        out.writeBytes(bytes, from, bytes.length - from);
        out.writeByte(0);
        out.writeByte(0);
    }

    static byte[] readEscaped(ByteInput in) {
        ByteOutput out = new ByteOutput(CAPACITY);
        while (true) {
            byte next = in.readByte();
            if (next == 0 && in.readByte() == 0) {
                return out.toByteArray();
            }
            out.writeByte(next);
        }
    }
}
