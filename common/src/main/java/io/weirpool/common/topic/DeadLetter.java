package io.weirpool.common.topic;

import io.weirpool.common.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A command, or one view's handling of a key or row, that could not be applied. JSON in the dead letter topic; a row of
 * {@code weirpool.dead_letters}.
 *
 * @param id fixed for its cause and place, so that a copy is recognised: {@code <log>/<partition>/<offset>[/<view>.v<n>]}
 * @param source the source's name
 * @param partition of the log
 * @param offset in that partition
 * @param view {@code <view>.v<n>}; null when no view took the command
 * @param code slug of an {@link io.weirpool.common.error.ErrorCode}
 * @param detail what was seen, values cut at 64 characters
 * @param key the record's key, cut at 1 MiB; null when it had none
 * @param payload the record's value, cut at 1 MiB; null for a delete
 * @param traceparent null when unknown
 * @param atMicros when it was found, microseconds since the epoch
 */
public record DeadLetter(
        String id,
        String source,
        int partition,
        long offset,
        @Nullable String view,
        String code,
        String detail,
        @Nullable Bytes key,
        @Nullable Bytes payload,
        @Nullable String traceparent,
        long atMicros) {}
