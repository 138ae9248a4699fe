package io.weirpool.processor.operator;

import org.jspecify.annotations.Nullable;

/** A window call made ready. Thread-safe. */
@FunctionalInterface
interface WindowFunction {
    /**
     * The value for each row of a partition, null for NULL. An {@link io.weirpool.sql.compile.ExpressionFailure} in a
     * value's place says that there is none.
     */
    @Nullable Object[] compute(PartitionRows rows);
}
