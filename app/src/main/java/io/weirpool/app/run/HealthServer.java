package io.weirpool.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.role.Role;
import io.weirpool.ingest.http.AccessLog;
import io.weirpool.ingest.http.HealthEndpoint;
import io.weirpool.ingest.http.HttpServer;
import io.weirpool.ingest.http.ListenAddress;
import io.weirpool.ingest.http.MetricsEndpoint;
import io.weirpool.ingest.http.RequestMetrics;
import io.weirpool.ingest.http.Route;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics} of a process that runs no ingest. It borrows ingest's HTTP server,
 * with its limits and problems, here in the app: processor and sink themselves know no HTTP.
 */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens until closed.
     *
     * @param roles whose readiness is shown; asked at each request
     * @throws WeirpoolException {@code CONFIG_INVALID} when it may not or cannot listen there
     */
    static HealthServer start(HealthConfig config, MeterRegistry metrics, Supplier<List<Role>> roles) {
        // Metrics name views and sources, and reasons name hosts: not for strangers.
        ListenAddress.check(
                "health.listen",
                config.listen(),
                config.insecureListen(),
                List.of("a proxy that asks who comes before it"));
        List<Route> routes = new ArrayList<>(new HealthEndpoint(roles).routes());
        routes.addAll(new MetricsEndpoint(metrics).routes());
        Limits limits = Limits.standard();
        ByteBudget noBodies = new ByteBudget(0);
        try {
            return new HealthServer(HttpServer.start(
                    config.listen(),
                    config.port(),
                    routes,
                    limits,
                    noBodies,
                    new RequestMetrics(metrics, new AccessLog())));
        } catch (WeirpoolException e) {
            throw new WeirpoolException(
                    ErrorCode.CONFIG_INVALID,
                    "cannot serve health on %s:%d: choose another health.port, or 0 for a free one"
                            .formatted(config.listen(), config.port()),
                    e);
        }
    }

    /** Where it listens, with the port in use. */
    URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
