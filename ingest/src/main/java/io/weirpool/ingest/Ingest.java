package io.weirpool.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.role.Role;
import io.weirpool.ingest.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ingest role: an HTTP server whose 202 means that the commands are in the log for good. */
public final class Ingest implements Role {
    private final URI url;

    private Ingest(URI url) {
        this.url = url;
    }

    /**
     * Listens, and follows the catalog until closed. Returns as soon as it listens; Kafka need not be up.
     *
     * @param extra routes beside its own
     * @param roles whose readiness {@code /readyz} shows; asked at each request, so that roles started later count. This
     *     one is shown whether it is among them or not
     * @throws io.weirpool.common.error.WeirpoolException {@code CONFIG_INVALID} when it may not or cannot listen there
     */
    public static Ingest start(
            IngestConfig config,
            KafkaConfig kafka,
            MeterRegistry metrics,
            List<Route> extra,
            Supplier<List<Role>> roles) {
        throw new UnsupportedOperationException(config + " " + kafka + metrics + extra + roles);
    }

    /** Where it listens, with the port in use: {@code http://127.0.0.1:8080}. */
    public URI url() {
        return url;
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Optional<String> whyNotReady() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
