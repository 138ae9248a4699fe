package io.weirpool.processor.operator;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last row of each key of a table: turns an upsert or delete into the row that leaves and the row that comes. */
public final class TableSource {
    private final RowCodec codec;
    private final OrderedStore rows;

    /** What an upsert or delete changed; equal sides mean nothing. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Replaced(
            @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {
        public boolean isNothing() {
            return Arrays.equals(before, after);
        }
    }

    public TableSource(RowCodec codec, OrderedStore rows) {
        this.codec = codec;
        this.rows = rows;
    }

    /** Puts the row under the key, or removes the key for null. */
    public Replaced put(byte[] key, @Nullable Object @Nullable [] row) {
        byte[] stored = rows.get(key);
        Replaced replaced = new Replaced(stored == null ? null : codec.decode(stored), row);
        if (!replaced.isNothing()) {
            rows.put(key, row == null ? null : codec.encode(row));
        }
        return replaced;
    }
}
