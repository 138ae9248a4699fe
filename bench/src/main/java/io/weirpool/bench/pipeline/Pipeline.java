package io.weirpool.bench.pipeline;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Roles;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All roles in one process.
 *
 * @param process to be counted
 * @param url of its HTTP server
 * @param database its tables are in
 */
public record Pipeline(ChildJvm process, URI url, Postgres.Database database) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final long LOOK_MS = 100;
    /** The source is not known yet, or the server is not ready. */
    private static final Set<Integer> NOT_YET = Set.of(404, 503);
    /** 200 once the views reflect the rows, 202 where that takes longer. */
    private static final Set<Integer> TAKEN = Set.of(200, 202);

    /** As {@code run all} names them in the line that says that it runs. */
    private static final List<String> ROLES = List.of("ingest", "processor", "sink");

    /**
     * Starts it and returns when all views are live.
     *
     * @param name of catalog and pipeline; no other on the same broker has it
     * @param directory for configuration, state and log
     * @param settings over the defaults
     */
    public static Pipeline start(
            Broker broker,
            Postgres.Database database,
            String name,
            String definitions,
            Path directory,
            Map<String, String> settings)
            throws InterruptedException, SQLException {
        int views = new Apply(new KafkaCatalog(KafkaConfig.local(broker.bootstrapServers()), name))
                .apply(new Name(name), List.of(new SourceFile("definitions.sql", definitions)), BuildOptions.STANDARD)
                .views()
                .size();
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        ChildJvm process = Roles.start(ROLES, broker, database, name, directory, all);
        String line = process.awaitLine("weirpool: running ", START_MAX);
        Pipeline started = new Pipeline(process, URI.create(line.substring(line.lastIndexOf(' ') + 1)), database);
        started.awaitLive(views);
        return started;
    }

    private void awaitLive(int views) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (live(statement) < views) {
                if (!process.isRunning() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the views are not live; its output:\n" + process.output());
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private static int live(Statement statement) throws SQLException {
        try (ResultSet exists = statement.executeQuery("SELECT to_regclass('weirpool.version') IS NOT NULL")) {
            exists.next();
            if (!exists.getBoolean(1)) {
                return 0;
            }
        }
        try (ResultSet live = statement.executeQuery("SELECT count(*) FROM weirpool.version WHERE state = 'live'")) {
            live.next();
            return live.getInt(1);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** Posts rows as NDJSON, once whatever happens, as soon as the server takes them; waits a while for the views. */
    public void post(String path, String lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/x-ndjson")
                .header("Prefer", "wait=30")
                .header("Idempotency-Key", "first-" + path)
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (TAKEN.contains(answer.statusCode())) {
                return;
            }
            if (!NOT_YET.contains(answer.statusCode()) || System.nanoTime() > deadline) {
                throw new IllegalStateException("POST %s was answered %d: %s; its output:%n%s"
                        .formatted(path, answer.statusCode(), answer.body(), process.output()));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
