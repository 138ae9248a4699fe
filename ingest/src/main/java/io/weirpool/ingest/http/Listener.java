package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import io.weirpool.ingest.limit.Quota;
import java.util.Optional;

/**
 * Where an HTTP server listens, and for whom.
 *
 * @param port 0 for a free one
 * @param tls empty for plain HTTP
 * @param guard lets in
 * @param quota of each client; empty for none
 */
public record Listener(String address, int port, Optional<TlsFiles> tls, Guard guard, Optional<Quota> quota) {
    public Listener {
        requireNonNull(address, "address");
        requireNonNull(guard, "guard");
    }

    /** Plain HTTP for everybody who reaches it. */
    public static Listener open(String address, int port) {
        return new Listener(address, port, Optional.empty(), Guard.OPEN, Optional.empty());
    }
}
