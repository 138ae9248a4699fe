package io.weirpool.ingest.http;

import io.weirpool.common.trace.TraceContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What ties a request to log lines, problems and commands.
 *
 * @param requestId ours, unique; the response header {@code X-Request-Id}
 * @param traceparent W3C trace context of this request: the caller's trace, or one begun here
 * @param traceId the trace id within it, 32 hex digits
 */
public record RequestContext(String requestId, String traceparent, String traceId) {
    /* Tells the requests of one process from those of another; unique is enough, an id protects nothing. */
    private static final String PROCESS =
            "%08x".formatted(ThreadLocalRandom.current().nextInt());

    private static final AtomicLong NUMBER = new AtomicLong();

    /** Goes on with the caller's trace under a span of our own; begins one when there is none or it is malformed. */
    static RequestContext begin(@Nullable String callersTraceparent) {
        TraceContext trace = TraceContext.parse(callersTraceparent).child();
        return new RequestContext(PROCESS + "-" + NUMBER.incrementAndGet(), trace.traceparent(), trace.traceId());
    }
}
