package io.weirpool.app.dev;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What {@code dev} is asked for.
 *
 * @param definitions directory of the {@code .sql} files
 * @param data directory everything is kept in
 * @param listen address of the HTTP server
 * @param port 0 for a free one
 * @param insecureListen whether to listen beyond loopback although nobody is authenticated
 */
public record DevConfig(Path definitions, Path data, String listen, int port, boolean insecureListen) {
    public DevConfig {
        requireNonNull(definitions, "definitions");
        requireNonNull(data, "data");
        requireNonNull(listen, "listen");
    }
}
