package io.weirpool.common.codec;

import io.weirpool.common.model.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one type as JSON objects, and keys as canonical JSON arrays. Thread-safe. */
public final class JsonRows {
    private JsonRows() {}

    public static JsonRows of(RowType type) {
        throw new UnsupportedOperationException(type.toString());
    }

    /**
     * Reads one object, strictly: every mistake is reported, with its place.
     *
     * @param utf8 the whole document
     * @param wanted which columns to fill, by index; the others are skipped but still checked for being known; null
     *     means all
     */
    public Parsed read(byte[] utf8, int @Nullable [] wanted) {
        throw new UnsupportedOperationException();
    }

    /** Either a row or mistakes; a row has null for columns not wanted. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Parsed(@Nullable Object @Nullable [] row, List<FieldError> errors) {}

    /** The row as a JSON object with every column in declared order; NULL is written as null. */
    public byte[] write(@Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /** Canonical JSON array of the key columns in that order, numbers normalised: equal keys have equal bytes. */
    public byte[] writeKey(@Nullable Object[] row, List<Integer> key) {
        throw new UnsupportedOperationException();
    }
}
