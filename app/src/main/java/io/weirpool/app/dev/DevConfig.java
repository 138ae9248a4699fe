package io.weirpool.app.dev;

import static java.util.Objects.requireNonNull;

import io.weirpool.ingest.http.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code dev} is asked for.
 *
 * @param definitions directory of the {@code .sql} files
 * @param data directory everything is kept in
 * @param listen address of the HTTP server
 * @param port 0 for a free one
 * @param insecureListen whether to listen beyond loopback although nobody is authenticated
 * @param tls empty for plain HTTP
 */
public record DevConfig(
        Path definitions, Path data, String listen, int port, boolean insecureListen, Optional<TlsFiles> tls) {
    public DevConfig {
        requireNonNull(definitions, "definitions");
        requireNonNull(data, "data");
        requireNonNull(listen, "listen");
        requireNonNull(tls, "tls");
    }
}
