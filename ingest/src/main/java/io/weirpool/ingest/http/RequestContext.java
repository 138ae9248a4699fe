package io.weirpool.ingest.http;

/**
 * What ties a request to log lines, problems and commands.
 *
 * @param requestId ours, unique per process; the response header {@code X-Request-Id}
 * @param traceparent W3C trace context of this request: the caller's trace, or one begun here
 * @param traceId the trace id within it, 32 hex digits
 */
public record RequestContext(String requestId, String traceparent, String traceId) {}
