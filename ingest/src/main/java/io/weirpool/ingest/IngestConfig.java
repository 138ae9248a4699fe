package io.weirpool.ingest;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import io.weirpool.ingest.access.OidcConfig;
import io.weirpool.ingest.http.TlsFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where ingest listens, whom it lets in, and what it follows.
 *
 * @param listen address to listen on; loopback unless {@code insecureListen}, or TLS and tokens
 * @param port 0 for a free one
 * @param insecureListen whether listening beyond loopback is wanted although nobody is authenticated
 * @param tokens whether a token of ours is asked for
 * @param oidc whose tokens are taken beside ours, or instead
 * @param tls empty for plain HTTP
 * @param requestsPerSecondMax of each client; 0 for no quota
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 */
public record IngestConfig(
        String listen,
        int port,
        boolean insecureListen,
        boolean tokens,
        Optional<OidcConfig> oidc,
        Optional<TlsFiles> tls,
        int requestsPerSecondMax,
        String catalogPrefix) {
    public IngestConfig {
        requireNonNull(listen, "listen");
        requireNonNull(catalogPrefix, "catalogPrefix");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** Plain HTTP without tokens. */
    public IngestConfig(String listen, int port, boolean insecureListen, String catalogPrefix) {
        this(listen, port, insecureListen, false, Optional.empty(), Optional.empty(), 0, catalogPrefix);
    }

    /** The keys {@code http.*}, {@code auth.*} and {@code catalog.prefix}. */
    public static IngestConfig from(Settings settings) {
        Setting<String> listen = settings.text("http.listen", "127.0.0.1")
                .means("Address of the HTTP server. Beyond loopback only with `http.tls.certificate` and `auth.tokens`"
                        + " or `auth.oidc.issuer`, or with `http.insecure-listen`.");
        Setting<Integer> port = settings.integer("http.port", 8080)
                .between(0, 65_535)
                .means("Port of the HTTP server; 0 takes a free one.");
        Setting<Boolean> insecure = SharedKeys.insecureListen(settings);
        Setting<Boolean> tokens = settings.bool("auth.tokens", false)
                .means("Whether a request needs a token that `weirpool tokens create` made, with the scope of what it"
                        + " does.");
        Setting<Integer> quota = settings.integer("http.quota.requests-per-second", 0)
                .between(0, 1_000_000)
                .means("Requests of each client (its token, else its address) on average, ten seconds' worth at once;"
                        + " past it 429. 0: no quota.");
        Setting<String> prefix = SharedKeys.catalogPrefix(settings);
        Supplier<Optional<TlsFiles>> tls = TlsFiles.declare(settings);
        Supplier<Optional<OidcConfig>> oidc = OidcConfig.declare(settings);
        settings.rejectIfInvalid();
        return new IngestConfig(
                listen.value(),
                port.value(),
                insecure.value(),
                tokens.value(),
                oidc.get(),
                tls.get(),
                quota.value(),
                prefix.value());
    }

    /** What is missing for an address that others can reach. */
    List<String> missingBeyondLoopback() {
        List<String> missing = new ArrayList<>();
        if (tls.isEmpty()) {
            missing.add("http.tls.certificate");
        }
        if (!tokens && oidc.isEmpty()) {
            missing.add("auth.tokens or auth.oidc.issuer");
        }
        return missing;
    }

    /** Loopback, as {@code dev} and tests have it. */
    public static IngestConfig local(int port, String catalogPrefix) {
        return new IngestConfig("127.0.0.1", port, false, catalogPrefix);
    }
}
