package io.weirpool.common.codec;

import io.weirpool.common.codec.JsonRows.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a body that is one JSON object or an array of them, one after the other, so that a large body is never
 * held as objects. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class JsonDocuments implements AutoCloseable {
    private JsonDocuments() {}

    /** Begins to read; mistakes in the body's form are reported by {@link #next}. */
    public static JsonDocuments open(JsonRows rows, byte[] body) {
        throw new UnsupportedOperationException(rows.getClass() + " " + body.length);
    }

    /**
     * The next row or its mistakes; null when there is none. After a {@link Parsed#malformed() malformed} one there is
     * none. A mistake of row i of an array has a pointer {@code /i/field}.
     */
    public @Nullable Parsed next() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
