package io.weirpool.sink.batch;

import io.weirpool.common.topic.OpenError;
import org.jspecify.annotations.Nullable;

/**
 * A key whose row cannot be computed, or no longer.
 *
 * @param key the view's key as JSON
 * @param error null closes it
 */
public record ErrorRecord(String key, @Nullable OpenError error) {}
