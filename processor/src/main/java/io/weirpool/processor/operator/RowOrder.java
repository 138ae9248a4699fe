package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.aggregate.SortColumns;
import io.weirpool.sql.plan.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes whose unsigned order is an ORDER BY: equal sort keys are equal bytes, and ties stand in the order of the
 * row's own bytes. Thread-safe.
 */
final class RowOrder {
    private static final int CAPACITY = 128;

    private final SortColumns columns;
    private final RowCodec codec;

    RowOrder(RowType type, List<SortKey> order) {
        this.columns = new SortColumns(type, order);
        this.codec = RowCodec.of(type);
    }

    /** Where the row stands, with this weight. */
    PlacedRow place(@Nullable Object[] row, long weight) {
        ByteOutput out = new ByteOutput(CAPACITY);
        columns.write(out, row);
        return placed(out, row, weight);
    }

    /** {@code sortKey}: holds the row's, and is written to. */
    private PlacedRow placed(ByteOutput sortKey, @Nullable Object[] row, long weight) {
        int sortBytes = sortKey.length();
        codec.encode(sortKey, row);
        return new PlacedRow(sortKey.toByteArray(), sortBytes, weight);
    }

    /** As {@link #place}, with the help of a buffer that is written to; null where there are enough rows before it. */
    @Nullable PlacedRow placeAmong(FirstPlaces first, @Nullable Object[] row, long weight, ByteOutput buffer) {
        buffer.reset();
        columns.write(buffer, row);
        return first.isBeyond(buffer) ? null : placed(buffer, row, weight);
    }

    /** Appends what is equal for peers, the first part of a row's place. */
    void writeSortKey(ByteOutput out, @Nullable Object[] row) {
        columns.write(out, row);
    }

    @Nullable Object[] row(PlacedRow placed) {
        return codec.decode(placed.row());
    }

    /** From the row's own bytes. */
    @Nullable Object[] row(Bytes row) {
        return codec.decode(row.array());
    }
}
