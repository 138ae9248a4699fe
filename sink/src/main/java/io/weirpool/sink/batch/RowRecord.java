package io.weirpool.sink.batch;

import io.weirpool.common.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view as its topic has it, not yet decoded.
 *
 * @param offset in the view topic
 * @param key the view's key as JSON
 * @param value the row as JSON; null when the row is gone
 * @param traceparent of the last command that led to it; null when unknown
 */
public record RowRecord(
        long offset,
        Bytes key,
        @Nullable Bytes value,
        @Nullable String traceparent) {
    /** Bytes it keeps on the heap, roughly. */
    long size() {
        return 100L + key.length() + (value == null ? 0 : value.length()); // 100: the objects around it
    }
}
