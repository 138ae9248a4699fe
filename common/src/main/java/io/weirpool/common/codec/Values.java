package io.weirpool.common.codec;

import io.weirpool.common.model.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The one equality and order of values, as PostgreSQL has them with {@code COLLATE "C"}: text by UTF-8 bytes, -0 equals
 * 0, NaN equals NaN and is greater than all numbers, numerics by value, UUIDs by unsigned bytes, NULLs equal and last.
 */
public final class Values {
    private Values() {}

    /** Order of two values of one type; nulls last. */
    public static int compare(SqlType type, @Nullable Object a, @Nullable Object b) {
        throw new UnsupportedOperationException();
    }

    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        throw new UnsupportedOperationException();
    }

    public static boolean equalRows(@Nullable Object[] a, @Nullable Object[] b) {
        throw new UnsupportedOperationException();
    }
}
