package io.weirpool.sql.compile;

import org.jspecify.annotations.Nullable;

/**
 * A compiled filter and projection. Thread-safe, deterministic, reads no clock.
 *
 * @see ExpressionFailure
 */
@FunctionalInterface
public interface RowFunction {
    /**
     * The projected row, or null when the condition is not TRUE; projections are not evaluated then.
     *
     * @param row values as {@link io.weirpool.common.model.TypeKind} says; not written to
     * @throws ExpressionFailure when an expression has no value: division by zero, overflow, a cast that fails
     */
    @Nullable Object @Nullable [] apply(@Nullable Object[] row);
}
