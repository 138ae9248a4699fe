package io.weirpool.processor.aggregate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.codec.Values;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What {@link Arguments} gives, as bytes: single values or arrays of values. Thread-safe. */
final class ValueCodec {
    private static final int CAPACITY = 48;
    /** Sizes of the parts of {@link #ordered}: the last four bytes. */
    private static final int TRAILER = Integer.BYTES;

    private final List<SqlType> types;
    private final boolean single;
    private final KeyCodec keys;
    private final OrderCodec order;
    private final RowCodec exact;

    /** Single values of one type, ascending. */
    ValueCodec(SqlType type) {
        this(List.of(type), true, List.of());
    }

    /**
     * Values of these types.
     *
     * @param single whether a value is what is in the one column, not an array
     * @param order by index in {@code types}; what it leaves equal follows by all columns, ascending
     */
    ValueCodec(List<SqlType> types, boolean single, List<SortKey> order) {
        RowType row = new RowType(IntStream.range(0, types.size())
                .mapToObj(i -> Column.of("c" + i, types.get(i)))
                .toList());
        List<Integer> all = IntStream.range(0, types.size()).boxed().toList();
        this.types = types;
        this.single = single;
        this.keys = KeyCodec.of(row, all);
        this.order = new OrderCodec(row, order);
        this.exact = RowCodec.of(row);
    }

    private @Nullable Object[] row(Object value) {
        return single ? new Object[] {value} : (@Nullable Object[]) value;
    }

    private Object value(@Nullable Object[] row) {
        return single ? requireNonNull(row[0]) : row;
    }

    /** Equal values have equal bytes. */
    byte[] key(Object value) {
        return keys.encode(row(value));
    }

    /** The representative of all equal values. */
    Object ofKey(byte[] key) {
        return value(keys.decode(key));
    }

    /** In the order asked for; among equal values each form (1.0, 1.00) for itself, and it comes back as it was. */
    byte[] ordered(Object value) {
        @Nullable Object[] row = row(value);
        ByteOutput out = new ByteOutput(CAPACITY);
        order.write(out, row);
        int length = out.length();
        exact.write(out, row);
        out.writeInt(length);
        return out.toByteArray();
    }

    /** In the order asked for; equal values have equal bytes. */
    byte[] orderKey(Object value) {
        ByteOutput out = new ByteOutput(CAPACITY);
        order.write(out, row(value));
        return out.toByteArray();
    }

    /** The representative of all equal values; of single values only. */
    Object ofOrderKey(byte[] key) {
        return value(order.decodeSingle(key));
    }

    Object ofOrdered(byte[] bytes) {
        int start = orderLength(bytes);
        return value(exact.read(new ByteInput(bytes, start, bytes.length - TRAILER)));
    }

    /** Whether two ordered forms are of values that are equal. */
    boolean sameValue(byte[] ordered, byte[] other) {
        int length = orderLength(ordered);
        return length == orderLength(other) && Arrays.equals(ordered, 0, length, other, 0, length);
    }

    private static int orderLength(byte[] ordered) {
        return new ByteInput(ordered, ordered.length - TRAILER, ordered.length).readInt();
    }

    /** The order of {@link #ordered}. */
    int compare(Object a, Object b) {
        if (single && !order.isDescending()) {
            int known = Values.compare(types.get(0), a, b);
            if (known != 0 || a.equals(b)) {
                return known;
            }
        }
        return Arrays.compareUnsigned(ordered(a), ordered(b));
    }

    void writeNullable(ByteOutput out, @Nullable Object value) {
        out.writeByte(value == null ? 0 : 1);
        if (value != null) {
            exact.write(out, row(value));
        }
    }

    @Nullable Object readNullable(ByteInput in) {
        return in.readByte() == 0 ? null : value(exact.read(in));
    }

    /** Columns as bytes in an order of their own. */
    private static final class OrderCodec {
        private final List<SortKey> order;
        private final List<KeyCodec> ordered = new ArrayList<>();
        private final KeyCodec rest;

        OrderCodec(RowType row, List<SortKey> order) {
            this.order = order;
            order.forEach(key -> ordered.add(KeyCodec.of(row, List.of(key.column()))));
            this.rest = KeyCodec.of(
                    row,
                    IntStream.range(0, row.size())
                            .filter(i -> order.stream().noneMatch(key -> key.column() == i))
                            .boxed()
                            .toList());
        }

        /** The row of one column that is not NULL. */
        @Nullable Object[] decodeSingle(byte[] key) {
            if (order.isEmpty()) {
                return rest.decode(key);
            }
            byte[] ascending = key.clone();
            for (int b = 1; order.get(0).descending() && b < key.length; b++) {
                ascending[b] = (byte) ~key[b];
            }
            return ordered.get(0).decode(ascending);
        }

        boolean isDescending() {
            return !order.isEmpty() && order.get(0).descending();
        }

        /** A key of one column is a tag and the value; no value's bytes begin another's, complemented or not. */
        void write(ByteOutput out, @Nullable Object[] row) {
            for (int i = 0; i < order.size(); i++) {
                SortKey key = order.get(i);
                boolean isNull = row[key.column()] == null;
                out.writeByte(isNull ? (key.nullsFirst() ? 0 : 2) : 1);
                if (!isNull) {
                    byte[] bytes = ordered.get(i).encode(row);
                    for (int b = 1; b < bytes.length; b++) {
                        out.writeByte(key.descending() ? ~bytes[b] : bytes[b]);
                    }
                }
            }
            rest.write(out, row);
        }
    }
}
