package io.weirpool.bench.path;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weirpool.ingest.http.AccessLog;
import io.weirpool.ingest.http.HttpServer;
import io.weirpool.ingest.http.Listener;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.RequestMetrics;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;

/**
 * What people build without Weirpool: the tables are up to date when the answer, 201, comes. The product's HTTP server; as many
 * threads that may wait as the largest pool has connections.
 */
final class SynchronousService {
    private static final String POOL_PATH = "/v1/pool/";
    /** PostgreSQL's class of broken constraints. */
    private static final String CONSTRAINT = "23";

    private SynchronousService() {}

    /** Arguments: URL of the database, user, password, connections. Runs until it is stopped from outside. */
    public static void main(String[] args) throws InterruptedException {
        Limits limits = Limits.standard();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Pool pool = new Pool(args[0], args[1], args[2], Integer.parseInt(args[3]));
                HttpServer server = HttpServer.start(
                        Listener.open("127.0.0.1", 0),
                        List.of(
                                Route.blocking(
                                        "POST", Shop.PATH, limits.bodyBytesMax(), request -> take(pool, request)),
                                Route.blocking("POST", POOL_PATH + "{size}", 0, request -> resize(pool, request))),
                        limits,
                        new ByteBudget(limits.bodiesBytesMax()),
                        new RequestMetrics(metrics, new AccessLog()))) {
            System.out.println("weirpool: running the synchronous service at " + server.url());
            Thread.currentThread().join();
        }
    }

    /** Tells a running one how many connections it has from now on. */
    static void resize(InetSocketAddress address, int size) throws IOException, InterruptedException {
        URI url = URI.create("http://%s:%d%s%d".formatted(address.getHostString(), address.getPort(), POOL_PATH, size));
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 204) {
            throw new IllegalStateException("%s was answered %d".formatted(url, status));
        }
    }

    private static Response take(Pool pool, Request request) throws SQLException {
        List<Sale> lines;
        try {
            lines = Sale.read(request.body());
        } catch (IOException e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        }
        try {
            new Upserts(pool.connections()).add(lines);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(CONSTRAINT)) {
                return Response.text(422, String.valueOf(e.getMessage()));
            }
            throw e;
        }
        return Response.json(201, "{\"done\":%d}".formatted(lines.size()).getBytes(US_ASCII));
    }

    private static Response resize(Pool pool, Request request) {
        pool.resize(Integer.parseInt(request.pathParameter("size")));
        return Response.of(204);
    }
}
