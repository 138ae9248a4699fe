package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** What one aggregate call remembers of all rows of a group. New, it is that of no rows. */
interface Total {
    /** Reads what {@link #save} wrote into a new total. */
    void load(ByteInput in);

    void save(ByteOutput out);

    /** Adds what {@link Partial#write} wrote. */
    void merge(ByteInput in);

    /**
     * The call's value, null for NULL.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure when the type cannot hold it
     */
    @Nullable Object result();
}
