package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.RowCodec;
import org.jspecify.annotations.Nullable;

/**
 * An operator after a hop: takes changes of its inputs and keeps the state of the keys sent to its task. Used by one
 * thread.
 *
 * <p>After each {@link #flush}, what it emitted since its state was empty adds up to its query over what it took, in
 * whatever order that came. Meanwhile a row's weight can be negative: its leaving overtook its coming, from another task.
 * What is emitted is then still a function of the sum of the input, so it comes right when the sum does.
 */
public interface RowOperator {
    /**
     * Takes a change of an input; may emit at once or at {@link #flush}.
     *
     * @param port 0 the left or only input, 1 the right; of set operations the number of the input
     * @param key what {@link RowKeys} makes of the row
     * @param weight not 0
     */
    void apply(int port, byte[] key, @Nullable Object[] row, long weight);

    /**
     * Takes a change as the half before the hop sent it: the row, unless an operator has a half of its own that sends more.
     *
     * @param sent stands after port and weight
     * @param codec of the input's rows
     */
    default void merge(int port, byte[] key, ByteInput sent, RowCodec codec, long weight) {
        apply(port, key, codec.decode(sent.readBytes(sent.remaining())), weight);
    }

    /** Emits what was held back and writes state; before each commit. May be called more often. */
    void flush();

    /**
     * Gives up the state of keys that get no changes any more, and says nothing about it; after a {@link #flush}. Without a
     * way to find them it is kept.
     */
    default void close(ClosedKeys closed) {}

    /** Makes rows that are there without any input, once; says whether it did. */
    default boolean begin() {
        return false;
    }
}
