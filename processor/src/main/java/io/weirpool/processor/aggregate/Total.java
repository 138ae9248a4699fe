package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** What one aggregate call remembers of all rows of a group. New, it is that of no rows. */
public interface Total {
    /** Reads what {@link #save} wrote into a new total. */
    void load(ByteInput in);

    /** Writes the same as a new total when nothing is left of what came and went. */
    void save(ByteOutput out);

    /** Adds what {@link Partial#write} wrote. */
    void merge(ByteInput in);

    /** Counts what {@link Call#argument} gave {@code weight} times; negative: takes it back. */
    void add(Object value, long weight);

    /**
     * The call's value, null for NULL.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure when there is none: the type cannot hold it, say
     */
    @Nullable Object result();
}
