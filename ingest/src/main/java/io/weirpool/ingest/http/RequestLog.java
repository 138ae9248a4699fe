package io.weirpool.ingest.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every request that was answered, or whose client went away. Called on server threads; returns at once. */
@FunctionalInterface
public interface RequestLog {
    void answered(Entry entry);

    /**
     * A request and its answer.
     *
     * @param method as sent, cut at 64 characters
     * @param route the route's pattern; null when none was found
     * @param path decoded, cut at 64 characters
     * @param status 0 when the client went away before an answer
     * @param receipt the answer's {@link Response#RECEIPT}; null when it has none
     * @param took from the first byte of the request to the last of the answer
     */
    record Entry(
            RequestContext context,
            String method,
            @Nullable String route,
            String path,
            int status,
            @Nullable String receipt,
            Duration took) {}
}
