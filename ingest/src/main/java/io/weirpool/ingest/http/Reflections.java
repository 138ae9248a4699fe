package io.weirpool.ingest.http;

import io.weirpool.common.topic.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says when the views reflect commands. Thread-safe; never blocks. */
@FunctionalInterface
public interface Reflections {
    /** For a process that does not know: whoever waits is told so at once. */
    Reflections UNKNOWN = (receipt, wait) -> CompletableFuture.completedFuture(false);

    /**
     * Completes with true as soon as all views that read these logs reflect the commands; with false when the time is
     * over, or it cannot be known. Never fails.
     */
    CompletionStage<Boolean> within(Receipt receipt, Duration wait);
}
