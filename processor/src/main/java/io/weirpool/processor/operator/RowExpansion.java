package io.weirpool.processor.operator;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rows of a row, without state. Thread-safe. */
@FunctionalInterface
public interface RowExpansion {
    /**
     * Gives each row that is made of this one.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure when an expression has no value; before any row is given
     */
    void expand(@Nullable Object[] row, Consumer<@Nullable Object[]> out);
}
