package io.weirpool.common.codec;

import io.weirpool.common.model.RowType;
import org.jspecify.annotations.Nullable;

/** Rows as compact bytes: version byte, null bitmap, varints. For hops, changelogs and stores. Thread-safe. */
public final class RowCodec {
    private RowCodec() {}

    public static RowCodec of(RowType type) {
        throw new UnsupportedOperationException(type.toString());
    }

    public byte[] encode(@Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    public @Nullable Object[] decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
