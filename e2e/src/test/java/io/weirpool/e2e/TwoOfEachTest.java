package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways, two processors and two sinks as processes on one broker and one database. In the middle of a feed, which
 * sends each command to both gateways, one of each
 * is killed, then one of each stands still until the others have taken over, and goes on: figures are exactly right, the
 * sink that stood still is fenced and says so, all work again.
 *
 * <p>How long a stop must be is not a matter of time: it ends when commands sent after it are in the tables, for which
 * the others need the stopped ones' partitions, their transactions and their rows' locks.
 */
class TwoOfEachTest {
    private static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it
    private static final String DEFINITIONS = """
        CREATE STREAM event (id BIGINT NOT NULL, bucket INTEGER NOT NULL, amount BIGINT NOT NULL);
        CREATE TABLE item (id BIGINT PRIMARY KEY, bucket INTEGER NOT NULL, amount BIGINT NOT NULL);
        CREATE MATERIALIZED VIEW event_seen AS SELECT id, amount FROM event;
        CREATE MATERIALIZED VIEW per_id AS SELECT id, COUNT(*) AS n FROM event GROUP BY id;
        CREATE MATERIALIZED VIEW per_bucket AS
            SELECT bucket, COUNT(*) AS n, SUM(amount) AS total FROM event GROUP BY bucket;
        CREATE MATERIALIZED VIEW item_per_bucket AS
            SELECT bucket, COUNT(*) AS n, SUM(amount) AS total FROM item GROUP BY bucket;
        """;

    @TempDir
    Path directory;

    private final List<RoleProcess> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(RoleProcess::close);
    }

    private RoleProcess start(ExternalServers servers, String role) throws IOException {
        RoleProcess process =
                RoleProcess.start(role, servers.config(), directory.resolve(role + "-" + processes.size()));
        processes.add(process);
        return process;
    }

    @Test
    void killedAndStoppedRolesLoseAndRepeatNothing() throws Exception {
        try (ExternalServers servers = ExternalServers.start(directory)) {
            RoleProcess ingest = start(servers, "ingest");
            RoleProcess otherIngest = start(servers, "ingest");
            RoleProcess killedProcessor = start(servers, "processor");
            RoleProcess killedSink = start(servers, "sink");
            RoleProcess processor = start(servers, "processor");
            RoleProcess sink = start(servers, "sink");
            ingest.awaitReady();
            otherIngest.awaitReady();
            apply(ingest.url());
            processes.forEach(RoleProcess::awaitReady);
            try (Connection connection = servers.connect();
                    SteadyFeed feed = new SteadyFeed(ingest.url(), otherIngest.url())) {
                awaitVisible(connection, feed);

                killedProcessor.kill();
                killedSink.kill();
                awaitVisible(connection, feed);

                RoleProcess newProcessor = start(servers, "processor").awaitReady();
                RoleProcess newSink = start(servers, "sink").awaitReady();
                processor.stop();
                sink.stop();
                awaitVisible(connection, feed);

                processor.resume();
                sink.resume();
                await("the stopped sink is fenced").atMost(SOON).until(() -> fenced(sink) > 0);
                List.of(processor, sink, newProcessor, newSink).forEach(RoleProcess::awaitReady);
                assertThat(sink.output()).contains("fenced: ");
                awaitVisible(connection, feed);

                feed.end();
                for (String receipt : feed.receipts()) {
                    waitFor(connection, receipt);
                }
                verify(connection, feed);
                servers.stopKafka();
                List.of(ingest, otherIngest, processor, sink, newProcessor, newSink)
                        .forEach(RoleProcess::terminate);
            }
        }
    }

    private void apply(String url) throws IOException, InterruptedException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("event.sql"), DEFINITIONS);
        Process apply = new ProcessBuilder(ProductProcess.command("apply", definitions.toString(), "--url", url))
                .redirectErrorStream(true)
                .start();
        String said = new String(apply.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(apply.waitFor()).as(said).isZero();
    }

    /** Waits until commands that are accepted from now on are in the tables, on every partition of both logs. */
    private static void awaitVisible(Connection connection, SteadyFeed feed) throws SQLException {
        int before = feed.receipts().size();
        int enough = before + 60; // twenty batches; keys of the table, and turns of the stream, reach each partition
        await("the feed goes on").atMost(SOON).until(() -> feed.receipts().size() >= enough);
        for (String receipt : feed.receipts().subList(before, enough)) {
            waitFor(connection, receipt);
        }
    }

    private static void waitFor(Connection connection, String receipt) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT weirpool.wait_for('" + receipt + "', interval '180 s')");
        }
    }

    /** Batches refused by the epoch in the database, and partitions taken by the group while it was silent. */
    private static double fenced(RoleProcess sink) throws IOException, InterruptedException {
        return sink.metric("weirpool_sink_transactions_total", "result=\"fenced\"")
                + sink.metric("weirpool_sink_partitions_lost_total", "");
    }

    private static void verify(Connection connection, SteadyFeed feed) throws SQLException {
        assertThat(Mirror.rows(connection, "SELECT count(*), count(DISTINCT id), sum(amount) FROM event_seen"))
                .containsExactly("(%d,%d,%d)".formatted(feed.events(), feed.events(), feed.eventAmounts()));
        assertThat(Mirror.rows(connection, "SELECT count(*), sum(n), max(n) FROM per_id"))
                .containsExactly("(%d,%d,1)".formatted(feed.events(), feed.events()));
        assertThat(Mirror.rows(connection, "SELECT sum(n), sum(total) FROM per_bucket"))
                .containsExactly("(%d,%d)".formatted(feed.events(), feed.eventAmounts()));
        assertThat(Mirror.rows(connection, "SELECT bucket, n, total FROM item_per_bucket"))
                .isEqualTo(feed.itemsPerBucket());
        assertThat(Mirror.rows(connection, "SELECT code FROM weirpool.dead_letters"))
                .isEmpty();
    }
}
