package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an ORDER BY as bytes whose unsigned order it is: equal sort keys are equal bytes. Thread-safe.
 *
 * <p>Each column is a byte (0 NULL before all, 1 a value, 2 NULL after all) and, of a value, its bytes in {@link KeyCodec},
 * every bit turned where the order descends. As no value's bytes are the beginning of another's, turning them turns their
 * order.
 */
public final class SortColumns {
    private static final int NULL_FIRST = 0;
    private static final int NULL_LAST = 2;

    private final List<SortKey> order;
    private final List<KeyCodec> columns;

    public SortColumns(RowType type, List<SortKey> order) {
        this.order = order;
        this.columns = order.stream()
                .map(key -> KeyCodec.of(type, List.of(key.column())))
                .toList();
    }

    /** Appends the columns of a row. */
    public void write(ByteOutput out, @Nullable Object[] row) {
        for (int i = 0; i < order.size(); i++) {
            write(out, order.get(i), columns.get(i), row);
        }
    }

    private static void write(ByteOutput out, SortKey key, KeyCodec column, @Nullable Object[] row) {
        if (row[key.column()] == null) {
            out.writeByte(key.nullsFirst() ? NULL_FIRST : NULL_LAST);
            return;
        }
        int from = out.length();
        column.write(out, row); // whose first byte says that it is not NULL, as it does here
        if (key.descending()) {
            out.turn(from + 1);
        }
    }
}
