package io.weirpool.processor.topology;

import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import org.jspecify.annotations.Nullable;

/** A view whose rows meet after a hop. */
final class EntryToHop implements ViewEntry {
    private final RowFunction function;
    private final HopInput input;

    EntryToHop(RowFunction function, HopInput input) {
        this.function = function;
        this.input = input;
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        @Nullable Object[] leaves = before == null ? null : quietly(function, before);
        if (leaves != null) {
            input.apply(Change.minus(leaves));
        }
        @Nullable Object[] comes = after == null ? null : function.apply(after);
        if (comes != null) {
            input.apply(Change.plus(comes));
        }
        return leaves != null || comes != null;
    }

    /** A row without a value was refused when it came, so nothing leaves. */
    static @Nullable Object @Nullable [] quietly(RowFunction function, @Nullable Object[] row) {
        try {
            return function.apply(row);
        } catch (ExpressionFailure refusedBefore) {
            return null;
        }
    }

    @Override
    public void flush() {}
}
