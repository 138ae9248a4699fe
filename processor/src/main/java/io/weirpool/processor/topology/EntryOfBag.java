package io.weirpool.processor.topology;

import io.weirpool.sql.compile.RowFunction;
import org.jspecify.annotations.Nullable;

/** An append-only view without a key: each row goes out at once under the position of its command. */
final class EntryOfBag implements ViewEntry {
    private final RowFunction function;
    private final ViewWriter writer;

    EntryOfBag(RowFunction function, ViewWriter writer) {
        this.function = function;
        this.writer = writer;
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        @Nullable Object[] row = after == null ? null : function.apply(after);
        if (row != null) {
            writer.appended(offset, 0, row);
        }
        return row != null;
    }

    @Override
    public void flush() {}
}
