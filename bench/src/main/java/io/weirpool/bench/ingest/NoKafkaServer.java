package io.weirpool.bench.ingest;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weirpool.app.run.Logs;
import io.weirpool.ingest.http.AccessLog;
import io.weirpool.ingest.http.HttpServer;
import io.weirpool.ingest.http.Listener;
import io.weirpool.ingest.http.RequestMetrics;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import io.weirpool.ingest.limit.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The product's HTTP server with a route that answers 202 as soon as the body is read: no rows, no checks, no Kafka. What a
 * post costs beyond this is ours.
 */
final class NoKafkaServer {
    private static final byte[] ANSWER =
            "{\"receipt\":\"eyJtYWluLmhpdCI6eyIxIjoxMjM0NTZ9fQ\",\"accepted\":1}".getBytes(StandardCharsets.US_ASCII);

    private NoKafkaServer() {}

    /** Runs until it is stopped from outside. */
    public static void main(String[] args) throws InterruptedException {
        Logs.toErrorStream();
        Limits limits = Limits.standard();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Route route = Route.async(
                "POST",
                "/v1/streams/{source}",
                limits.bodyBytesMax(),
                request -> CompletableFuture.completedFuture(Response.json(202, ANSWER)));
        try (HttpServer server = HttpServer.start(
                Listener.open("127.0.0.1", 0),
                List.of(route),
                limits,
                limits.bodies(),
                new RequestMetrics(metrics, new AccessLog()))) {
            System.out.println("weirpool: running nothing at " + server.url());
            Thread.currentThread().join();
        }
    }
}
