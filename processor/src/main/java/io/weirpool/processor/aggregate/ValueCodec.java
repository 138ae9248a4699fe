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
    private final SortColumns order;
    private final boolean descending;
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
        this.order = new SortColumns(row, inOrder(order, types.size()));
        this.descending = order.stream().anyMatch(SortKey::descending);
        this.exact = RowCodec.of(row);
    }

    /** The order, then the other columns ascending. */
    private static List<SortKey> inOrder(List<SortKey> order, int columns) {
        List<SortKey> whole = new ArrayList<>(order);
        for (int i = 0; i < columns; i++) {
            int column = i;
            if (order.stream().noneMatch(key -> key.column() == column)) {
                whole.add(new SortKey(column, false, false));
            }
        }
        return whole;
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

    /** The beginning of an {@link #ordered} form, which all equal values have. */
    byte[] orderOf(byte[] ordered) {
        return Arrays.copyOf(ordered, orderLength(ordered));
    }

    /** Whether equal values can have several {@link #ordered} forms. */
    boolean printsApart() {
        return types.stream().anyMatch(SqlType::printsApart);
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
        if (single && !descending) {
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
}
