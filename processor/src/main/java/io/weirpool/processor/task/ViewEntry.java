package io.weirpool.processor.task;

import io.weirpool.sql.compile.ExpressionFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a source's rows enter a view. */
interface ViewEntry {
    /**
     * Takes what a command changed.
     *
     * @param before the row that leaves, null when none does
     * @param after the row that comes, null when none does
     * @param offset of the command
     * @return whether the view took any of it
     * @throws io.weirpool.sql.compile.ExpressionFailure when the view has no value for the row that comes; the row that
     *     leaves has been taken all the same
     */
    boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset);

    /** Whether {@link #apply} would take any of a row that comes, or fail on it; nothing is taken. */
    boolean wants(@Nullable Object[] row);

    /** Sends what it holds back, except over hops. */
    void flush();

    /** Whether rows are made of the row, or it has no value. */
    static boolean makesAny(LogRows rows, @Nullable Object[] row) {
        List<@Nullable Object[]> made = new ArrayList<>(1);
        return !quietly(rows, row, made) || !made.isEmpty();
    }

    /** A row without a value was refused when it came, so nothing leaves: then nothing is added, and false. */
    static boolean quietly(LogRows rows, @Nullable Object[] row, List<@Nullable Object[]> made) {
        try {
            rows.apply(row, made::add);
            return true;
        } catch (ExpressionFailure refusedBefore) {
            return false;
        }
    }
}
