package io.weirpool.sink.batch;

import org.jspecify.annotations.Nullable;

/**
 * A key whose row cannot be computed, or no longer.
 *
 * @param key the view's key as JSON
 * @param error null closes it
 */
public record ErrorRecord(String key, @Nullable Cause error) {
    /**
     * Why.
     *
     * @param code slug of an {@link io.weirpool.common.error.ErrorCode}
     * @param traceparent of the command that led to it; null when unknown
     */
    public record Cause(
            String code, String detail, @Nullable String traceparent) {}
}
