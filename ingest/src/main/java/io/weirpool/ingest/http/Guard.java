package io.weirpool.ingest.http;

/** Who may make a request. Asked before its body is read; cheap, never blocks, thread-safe. */
@FunctionalInterface
public interface Guard {
    /** Lets everybody do everything: for loopback. */
    Guard OPEN = (route, head) -> {};

    /**
     * Returns when the request may be made.
     *
     * @throws ProblemException or {@link io.weirpool.common.error.WeirpoolException} when it may not
     */
    void check(Route route, Request head);
}
