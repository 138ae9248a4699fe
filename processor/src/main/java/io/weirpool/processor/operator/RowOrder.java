package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes whose unsigned order is an ORDER BY: equal sort keys are equal bytes, and ties stand in the order of the
 * row's own bytes. Thread-safe.
 *
 * <p>Each sort column is a byte (0 NULL before all, 1 a value, 2 NULL after all) and, of a value, its bytes in {@link
 * KeyCodec}, every bit turned where the order descends. As no value's bytes are the beginning of another's, turning them
 * turns their order.
 */
final class RowOrder {
    private static final int NULL_FIRST = 0;
    private static final int VALUE = 1;
    private static final int NULL_LAST = 2;
    private static final int CAPACITY = 64;

    private final List<SortKey> order;
    private final List<KeyCodec> columns;
    private final RowCodec codec;

    RowOrder(RowType type, List<SortKey> order) {
        this.order = order;
        this.columns = order.stream()
                .map(key -> KeyCodec.of(type, List.of(key.column())))
                .toList();
        this.codec = RowCodec.of(type);
    }

    /** Where the row stands, with this weight. */
    PlacedRow place(@Nullable Object[] row, long weight) {
        ByteOutput out = new ByteOutput(CAPACITY);
        for (int i = 0; i < order.size(); i++) {
            write(out, order.get(i), columns.get(i), row);
        }
        int sortBytes = out.length();
        out.writeBytes(codec.encode(row));
        return new PlacedRow(out.toByteArray(), sortBytes, weight);
    }

    private static void write(ByteOutput out, SortKey key, KeyCodec column, @Nullable Object[] row) {
        if (row[key.column()] == null) {
            out.writeByte(key.nullsFirst() ? NULL_FIRST : NULL_LAST);
            return;
        }
        byte[] value = column.encode(row);
        out.writeByte(VALUE);
        for (int i = 1; i < value.length; i++) { // the first says that it is not NULL
            out.writeByte(key.descending() ? ~value[i] : value[i]);
        }
    }

    @Nullable Object[] row(PlacedRow placed) {
        return codec.decode(placed.row());
    }

    /** From the row's own bytes. */
    @Nullable Object[] row(Bytes row) {
        return codec.decode(row.array());
    }
}
