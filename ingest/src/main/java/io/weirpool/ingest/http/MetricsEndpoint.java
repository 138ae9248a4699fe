package io.weirpool.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /metrics}: everything the registry holds, in Prometheus' text format. */
public final class MetricsEndpoint {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final MeterRegistry registry;

    public MetricsEndpoint(MeterRegistry registry) {
        this.registry = registry;
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics", request -> scrape()));
    }

    private Response scrape() {
        PrometheusMeterRegistry prometheus = find(registry)
                .orElseThrow(() ->
                        new WeirpoolException(ErrorCode.NOT_FOUND, "this process exports no metrics to Prometheus"));
        byte[] text = prometheus.scrape(TEXT_FORMAT).getBytes(StandardCharsets.UTF_8);
        return Response.of(200, TEXT_FORMAT, text).with("Cache-Control", "no-store");
    }

    private static Optional<PrometheusMeterRegistry> find(MeterRegistry registry) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            return Optional.of(prometheus);
        }
        if (registry instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream()
                    .map(MetricsEndpoint::find)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }
}
