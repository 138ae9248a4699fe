package io.weirpool.app.run;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;

/**
 * Where a process without ingest serves {@code /livez}, {@code /readyz} and {@code /metrics}. With ingest they are
 * beside its routes, and this is not used.
 *
 * @param listen address to listen on; loopback unless {@code insecureListen}
 * @param port 0 for a free one
 * @param insecureListen whether listening beyond loopback is wanted although nobody is authenticated
 */
public record HealthConfig(String listen, int port, boolean insecureListen) {
    /** A free port that only this machine can reach. */
    public static final HealthConfig LOOPBACK = new HealthConfig("127.0.0.1", 0, false);

    public HealthConfig {
        requireNonNull(listen, "listen");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /**
     * The keys {@code health.*} and {@code http.insecure-listen}. The port is a free one unless it is given, so that
     * several processes on one machine can share a file.
     */
    public static HealthConfig from(Settings settings) {
        Setting<String> listen = settings.text("health.listen", "127.0.0.1")
                .means("Address of /livez, /readyz and /metrics. Beyond loopback only with `http.insecure-listen`.");
        Setting<Integer> port = settings.integer("health.port", 0)
                .between(0, 65_535)
                .means("Their port; 0 takes a free one, which the line printed at start names.");
        Setting<Boolean> insecure = SharedKeys.insecureListen(settings);
        settings.rejectIfInvalid();
        return new HealthConfig(listen.value(), port.value(), insecure.value());
    }
}
