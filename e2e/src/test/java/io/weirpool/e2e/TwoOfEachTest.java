package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * sink that stood still is fenced and says so, all work again. Then clients send each command up to five times, to both
 * gateways at once, while a gateway and a processor are killed: each counts once.
 *
 * <p>How long a stop must be is not a matter of time: it ends when commands sent after it are in the tables, for which
 * the others need the stopped ones' partitions, their transactions and their rows' locks.
 */
class TwoOfEachTest {
    private static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it
    private static final String DEFINITIONS = """
        CREATE STREAM event (id BIGINT NOT NULL, bucket INTEGER NOT NULL, amount BIGINT NOT NULL);
        CREATE TABLE item (id BIGINT PRIMARY KEY, bucket INTEGER NOT NULL, amount BIGINT NOT NULL);
        CREATE STREAM click (client INTEGER NOT NULL, number INTEGER NOT NULL);
        CREATE MATERIALIZED VIEW clicks AS
            SELECT client, COUNT(*) AS n, SUM(number) AS total FROM click GROUP BY client;
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

                RoleProcess newIngest = resendThroughKills(servers, connection, ingest, newProcessor);
                aRepeatIsSaidToBeOne(otherIngest);
                servers.stopKafka();
                List.of(newIngest, otherIngest, processor, sink, newSink).forEach(RoleProcess::terminate);
            }
        }
    }

    /** Kills a gateway and a processor under clients who send everything again and again; answers the new gateway. */
    private RoleProcess resendThroughKills(
            ExternalServers servers, Connection connection, RoleProcess gateway, RoleProcess processor)
            throws Exception {
        RoleProcess other = processes.get(1);
        try (ResendingClients clients = new ResendingClients(gateway.url(), other.url())) {
            clients.awaitMore(300);
            gateway.kill();
            clients.awaitMore(300);
            RoleProcess replacement = start(servers, "ingest").awaitReady();
            clients.replace(gateway.url(), replacement.url());
            processor.kill();
            clients.awaitMore(600);
            List<Integer> sent = clients.end();
            List<String> receipts = clients.receipts();
            for (String receipt : receipts.subList(receipts.size() - 200, receipts.size())) {
                waitFor(connection, receipt);
            }
            List<String> wanted = new ArrayList<>();
            for (int client = 0; client < sent.size(); client++) {
                long n = sent.get(client);
                wanted.add("(%d,%d,%d)".formatted(client, n, n * (n - 1) / 2));
            }
            assertThat(clients.repeated()).as("answers that were a repeat's").isPositive();
            assertThat(Mirror.rows(connection, "SELECT client, n, total FROM clicks"))
                    .containsExactlyInAnyOrderElementsOf(wanted);
            return replacement;
        }
    }

    private static void aRepeatIsSaidToBeOne(RoleProcess gateway) throws Exception {
        assertThat(stateAfterPost(gateway)).contains("\"state\":\"applied\"").contains("\"duplicates\":0");
        assertThat(stateAfterPost(gateway)).contains("\"state\":\"duplicate\"").contains("\"duplicates\":1");
    }

    private static String stateAfterPost(RoleProcess gateway) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/streams/click"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "twice")
                .header("Prefer", "wait=30")
                .POST(HttpRequest.BodyPublishers.ofString("{\"client\":1000,\"number\":1}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return gateway.get(answer.headers().firstValue("Location").orElseThrow())
                .body();
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
