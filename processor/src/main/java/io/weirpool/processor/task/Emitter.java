package io.weirpool.processor.task;

import org.jspecify.annotations.Nullable;

/**
 * Where a task's records go: in the transaction of what it has read, in the order they are given. Carries the trace of the
 * last command merged into them.
 */
public interface Emitter {
    /** The trace of what is processed now; null keeps the last one. */
    void trace(@Nullable String traceparent);

    @Nullable String trace();

    /** To a topic; {@code header} marks records that are no rows, and may be null. */
    void toTopic(Outgoing outgoing, byte[] key, @Nullable String header);

    void toHop(Hop hop, Outgoing outgoing);
}
