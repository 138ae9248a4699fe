package io.weirpool.ingest.http;

import java.util.Optional;

/** Who may make a request. Asked before its body is read; cheap, never blocks, thread-safe. */
@FunctionalInterface
public interface Guard {
    /** Lets everybody do everything: for loopback. */
    Guard OPEN = (route, head) -> Optional.empty();

    /**
     * Returns when the request may be made: who makes it, by a name no other caller has; empty when it need not say.
     *
     * @throws ProblemException or {@link io.weirpool.common.error.WeirpoolException} when it may not
     */
    Optional<String> check(Route route, Request head);
}
