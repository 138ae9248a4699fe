package io.weirpool.common.codec;

import io.weirpool.common.model.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key columns as bytes whose unsigned order is the order of the values (NULLs last); equal values have equal bytes: -0
 * and 0, NaN and NaN, 1.0 and 1.00. Thread-safe.
 */
public final class KeyCodec {
    private KeyCodec() {}

    /** A codec for these columns of rows of that type. */
    public static KeyCodec of(RowType rowType, List<Integer> columns) {
        throw new UnsupportedOperationException(rowType + " " + columns);
    }

    /** The key of a whole row. */
    public byte[] encode(@Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /** The key's values, in the order of {@code columns}. */
    public @Nullable Object[] decode(byte[] key) {
        throw new UnsupportedOperationException();
    }
}
