package io.weirpool.processor.operator;

import io.weirpool.sql.compile.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/** Takes the changes that an operator makes. */
@FunctionalInterface
public interface ChangeOutput {
    /**
     * The row is there {@code weight} times more; negative: less often.
     *
     * @param row of the operator's row type; nobody writes to it afterwards
     * @param weight not 0
     */
    void emit(@Nullable Object[] row, long weight);

    /**
     * There are {@code weight} more attempts at a row that could not be computed; negative: fewer. While they add up to
     * more than nothing, an error stands.
     *
     * @param row as far as it is known, of the operator's row type
     * @param weight not 0
     * @param failure says why
     */
    default void failed(@Nullable Object[] row, long weight, ExpressionFailure failure) {
        throw failure;
    }
}
