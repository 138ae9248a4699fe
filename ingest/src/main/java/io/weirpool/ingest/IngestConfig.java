package io.weirpool.ingest;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;

/**
 * Where ingest listens and what it follows.
 *
 * @param listen address to listen on; loopback unless {@code insecureListen}
 * @param port 0 for a free one
 * @param insecureListen whether listening beyond loopback is wanted although nobody is authenticated
 * @param tokens whether a token is asked for
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 */
public record IngestConfig(String listen, int port, boolean insecureListen, boolean tokens, String catalogPrefix) {
    public IngestConfig {
        requireNonNull(listen, "listen");
        requireNonNull(catalogPrefix, "catalogPrefix");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** Without tokens. */
    public IngestConfig(String listen, int port, boolean insecureListen, String catalogPrefix) {
        this(listen, port, insecureListen, false, catalogPrefix);
    }

    /** The keys {@code http.*}, {@code auth.tokens} and {@code catalog.prefix}. */
    public static IngestConfig from(Settings settings) {
        Setting<String> listen = settings.text("http.listen", "127.0.0.1")
                .means("Address of the HTTP server. Beyond loopback only with `http.insecure-listen`.");
        Setting<Integer> port = settings.integer("http.port", 8080)
                .between(0, 65_535)
                .means("Port of the HTTP server; 0 takes a free one.");
        Setting<Boolean> insecure = SharedKeys.insecureListen(settings);
        Setting<Boolean> tokens = settings.bool("auth.tokens", false)
                .means("Whether a request needs a token that `weirpool tokens create` made, with the scope of what it"
                        + " does.");
        Setting<String> prefix = SharedKeys.catalogPrefix(settings);
        settings.rejectIfInvalid();
        return new IngestConfig(listen.value(), port.value(), insecure.value(), tokens.value(), prefix.value());
    }

    /** Loopback, as {@code dev} and tests have it. */
    public static IngestConfig local(int port, String catalogPrefix) {
        return new IngestConfig("127.0.0.1", port, false, catalogPrefix);
    }
}
