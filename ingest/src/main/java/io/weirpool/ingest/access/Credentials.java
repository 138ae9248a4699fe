package io.weirpool.ingest.access;

import io.weirpool.common.error.WeirpoolException;
import java.util.Optional;

/** A kind of bearer token. Thread-safe. */
public interface Credentials extends AutoCloseable {
    /**
     * Whose the token is; empty when it is of another kind.
     *
     * @throws WeirpoolException {@code UNAUTHENTICATED} when it is of this kind and not good, {@code NOT_READY} when that
     *     is not known yet
     */
    Optional<Caller> caller(String bearer);

    @Override
    void close();
}
