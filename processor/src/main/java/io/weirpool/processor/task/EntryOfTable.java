package io.weirpool.processor.task;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view with the key of its table: its rows already are in the task that writes them, and its state is the table's. Per
 * key and commit it sends what is left of all changes.
 */
final class EntryOfTable implements ViewEntry {
    /** Keys held: at some 400 bytes each 4 MB of heap for a task. */
    private static final int KEYS_MAX = 10_000;

    private final LogRows rows;
    private final ViewWriter writer;
    private final Map<Bytes, Between> dirty = new LinkedHashMap<>();

    private record Between(Outcome before, Outcome after) {}

    EntryOfTable(LogRows rows, ViewWriter writer) {
        this.rows = rows;
        this.writer = writer;
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        List<@Nullable Object[]> leaving = new ArrayList<>(1);
        if (before != null) {
            ViewEntry.quietly(rows, before, leaving);
        }
        List<@Nullable Object[]> coming = new ArrayList<>(1);
        ExpressionFailure failure = null;
        try {
            if (after != null) {
                rows.apply(after, coming::add);
            }
        } catch (ExpressionFailure e) {
            failure = e;
        }
        leaving.forEach(row -> merge(row, new Outcome.Present(row), Outcome.absent()));
        coming.forEach(row -> merge(row, Outcome.absent(), new Outcome.Present(row)));
        if (failure != null) {
            throw failure;
        }
        return !leaving.isEmpty() || !coming.isEmpty();
    }

    private void merge(@Nullable Object[] row, Outcome was, Outcome is) {
        Bytes key = Bytes.wrap(writer.key(row));
        Between held = dirty.get(key);
        dirty.put(key, new Between(held == null ? was : held.before(), is));
        if (dirty.size() >= KEYS_MAX) {
            flush();
        }
    }

    @Override
    public boolean wants(@Nullable Object[] row) {
        return ViewEntry.makesAny(rows, row);
    }

    @Override
    public void flush() {
        dirty.forEach((key, between) -> {
            if (!between.before().equals(between.after())) {
                writer.changed(key.array(), between.before(), between.after());
            }
        });
        dirty.clear();
    }
}
