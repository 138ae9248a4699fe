package io.weirpool.processor.topology;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view with the key of its table: its rows already are in the task that writes them, and its state is the table's. Per
 * key and commit it sends what is left of all changes.
 */
final class EntryOfTable implements ViewEntry {
    /** Keys held: at some 400 bytes each 4 MB of heap for a task. */
    private static final int KEYS_MAX = 10_000;

    private final RowFunction function;
    private final ViewWriter writer;
    private final Map<Bytes, Between> dirty = new LinkedHashMap<>();

    private record Between(Outcome before, Outcome after) {}

    EntryOfTable(RowFunction function, ViewWriter writer) {
        this.function = function;
        this.writer = writer;
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        @Nullable Object[] leaves = before == null ? null : EntryToHop.quietly(function, before);
        try {
            @Nullable Object[] comes = after == null ? null : function.apply(after);
            return merge(leaves, comes);
        } catch (ExpressionFailure failure) {
            merge(leaves, null);
            throw failure;
        }
    }

    private boolean merge(@Nullable Object @Nullable [] leaves, @Nullable Object @Nullable [] comes) {
        @Nullable Object[] keyed = leaves != null ? leaves : comes;
        if (keyed == null) {
            return false;
        }
        Bytes key = Bytes.wrap(writer.key(keyed));
        Between held = dirty.get(key);
        dirty.put(key, new Between(held == null ? outcome(leaves) : held.before(), outcome(comes)));
        if (dirty.size() >= KEYS_MAX) {
            flush();
        }
        return true;
    }

    private static Outcome outcome(@Nullable Object @Nullable [] row) {
        return row == null ? Outcome.absent() : new Outcome.Present(row);
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
