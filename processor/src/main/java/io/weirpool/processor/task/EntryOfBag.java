package io.weirpool.processor.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An append-only view without a key: each row goes out at once under the position of its command. */
final class EntryOfBag implements ViewEntry {
    private final LogRows rows;
    private final ViewWriter writer;

    EntryOfBag(LogRows rows, ViewWriter writer) {
        this.rows = rows;
        this.writer = writer;
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        if (after == null) {
            return false;
        }
        List<@Nullable Object[]> made = new ArrayList<>(1);
        rows.apply(after, made::add);
        for (int i = 0; i < made.size(); i++) {
            writer.appended(offset, i, made.get(i));
        }
        return !made.isEmpty();
    }

    @Override
    public boolean wants(@Nullable Object[] row) {
        return ViewEntry.makesAny(rows, row);
    }

    @Override
    public void flush() {}
}
