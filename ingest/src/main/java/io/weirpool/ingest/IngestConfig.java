package io.weirpool.ingest;

import static java.util.Objects.requireNonNull;

/**
 * Where ingest listens and what it follows.
 *
 * @param listen address to listen on; loopback unless {@code insecureListen}
 * @param port 0 for a free one
 * @param insecureListen whether listening beyond loopback is wanted although nobody is authenticated
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 */
public record IngestConfig(String listen, int port, boolean insecureListen, String catalogPrefix) {
    public IngestConfig {
        requireNonNull(listen, "listen");
        requireNonNull(catalogPrefix, "catalogPrefix");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** Loopback, as {@code dev} and tests have it. */
    public static IngestConfig local(int port, String catalogPrefix) {
        return new IngestConfig("127.0.0.1", port, false, catalogPrefix);
    }
}
