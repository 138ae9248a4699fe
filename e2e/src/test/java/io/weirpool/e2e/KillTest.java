package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in the middle of a feed, of the JVM alone (PostgreSQL's processes live on) and of everything. Each batch has a
 * key and is sent twice, and what got no answer once more: every row is in the tables exactly once.
 */
class KillTest {
    private static final String DEFINITIONS = """
        CREATE STREAM event (id BIGINT NOT NULL, bucket INTEGER NOT NULL, amount BIGINT NOT NULL);
        CREATE MATERIALIZED VIEW event_seen AS SELECT id, amount FROM event;
        CREATE MATERIALIZED VIEW per_id AS SELECT id, COUNT(*) AS n FROM event GROUP BY id;
        CREATE MATERIALIZED VIEW per_bucket AS
            SELECT bucket, COUNT(*) AS n, SUM(amount) AS total FROM event GROUP BY bucket;
        """;
    /** Of each kind. */
    private static final int KILLS = Integer.getInteger("kills", 2);

    @TempDir
    Path directory;

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<Set<Long>> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicLong nextId = new AtomicLong();

    @Test
    void whatWasAcknowledgedIsCountedExactlyOnce() throws Exception {
        Path definitions = definitions();
        Path data = directory.resolve("data");
        Random random = new Random(7);
        for (int kill = 0; kill < 2 * KILLS; kill++) {
            DevProcess dev = DevProcess.start(definitions, data);
            if (kill > 0) {
                ledgerAddsUp(dev);
            }
            Thread feed = new Thread(() -> feed(dev.url()), "feed");
            feed.start();
            long until = acknowledged.size() + 300 + random.nextInt(1_500);
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= until);
            if (kill % 2 == 0) {
                dev.kill();
            } else {
                dev.killAll();
            }
            feed.join();
        }
        verifyAfterStart(definitions, data);
    }

    /** A first start makes PostgreSQL's directory, then Kafka's topics, then state. */
    @Test
    void killedWhileItStartsForTheFirstTimeItStartsAgain() throws Exception {
        Path definitions = definitions();
        Path data = directory.resolve("data");
        killWhen("postgres.new", DevProcess::kill); // initdb lives on
        killWhen("postgres.new", DevProcess::killAll);
        killWhen("postgres/postmaster.pid", DevProcess::killAll);
        killWhen("state", DevProcess::kill);
        verifyAfterStart(definitions, data);
    }

    private void killWhen(String file, Consumer<DevProcess> kill) throws IOException {
        DevProcess dev = DevProcess.begin(directory.resolve("definitions"), directory.resolve("data"));
        dev.await(directory.resolve("data").resolve(file));
        kill.accept(dev);
    }

    private Path definitions() throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("event.sql"), DEFINITIONS);
        return definitions;
    }

    private void verifyAfterStart(Path definitions, Path data) throws Exception {
        try (DevProcess dev = DevProcess.start(definitions, data);
                Connection connection = dev.connect()) {
            Set<Long> last = Set.of(nextId.getAndIncrement());
            Producer producer = new Producer(dev.url());
            for (Set<Long> ids : List.copyOf(unanswered)) {
                send(producer, ids).orElseThrow();
                acknowledged.addAll(ids);
            }
            unanswered.clear();
            String receipt = send(producer, last).orElseThrow();
            acknowledged.addAll(last);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT weirpool.wait_for('" + receipt + "', interval '180 s')");
            }
            awaitAllPartitions(dev, connection);
            verify(connection);
            everyCommandIsInTheLedger(connection);
        }
    }

    /** At whichever commit the kill came. */
    private static void ledgerAddsUp(DevProcess dev) throws SQLException {
        try (Connection connection = dev.connect()) {
            assertThat(single(connection, "SELECT count(*) FROM weirpool.ledger WHERE NOT adds_up"))
                    .isZero();
        }
    }

    /** Those that were applied are the rows; each other one was a repeat. */
    private static void everyCommandIsInTheLedger(Connection connection) throws SQLException {
        long rows = single(connection, "SELECT count(*) FROM event_seen");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(single(connection, "SELECT sum(applied) FROM weirpool.ledger"))
                        .isEqualTo(rows));
        assertThat(single(connection, "SELECT count(*) FROM weirpool.ledger WHERE NOT adds_up"))
                .isZero();
        assertThat(single(connection, "SELECT sum(taken - applied - duplicate) FROM weirpool.ledger"))
                .isZero();
        assertThat(single(connection, "SELECT sum(next_offset - first_offset - taken) FROM weirpool.ledger"))
                .as("records of the log that were not counted")
                .isZero();
    }

    /** One command per partition of the log would do; many commands reach every partition. */
    private void awaitAllPartitions(DevProcess dev, Connection connection) throws Exception {
        Producer producer = new Producer(dev.url());
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Set<Long> ids = Set.of(nextId.getAndIncrement());
            receipts.add(send(producer, ids).orElseThrow());
            acknowledged.addAll(ids);
        }
        try (PreparedStatement wait = connection.prepareStatement("SELECT weirpool.wait_for(?, interval '180 s')")) {
            for (String receipt : receipts) {
                wait.setString(1, receipt);
                wait.execute();
            }
        }
    }

    private void verify(Connection connection) throws SQLException {
        Map<Long, Long> counts = counts(connection);
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(counts.keySet());
        assertThat(lost).as("acknowledged and not there").isEmpty();
        Set<Long> invented = new HashSet<>(counts.keySet());
        invented.removeAll(acknowledged);
        assertThat(invented).as("there and never sent").isEmpty();
        assertThat(counts.values()).as("times each is there").containsOnly(1L);
        assertThat(single(connection, "SELECT count(*) FROM per_id WHERE n <> 1"))
                .isZero();
        assertThat(single(connection, "SELECT count(*) FROM per_id")).isEqualTo(counts.size());
        assertThat(single(connection, "SELECT sum(n) FROM per_bucket")).isEqualTo(counts.size());
        assertThat(single(connection, "SELECT sum(total) FROM per_bucket"))
                .isEqualTo(single(connection, "SELECT sum(amount) FROM event_seen"));
    }

    private static Map<Long, Long> counts(Connection connection) throws SQLException {
        Map<Long, Long> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, count(*) FROM event_seen GROUP BY id")) {
            while (rows.next()) {
                counts.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private static long single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Sends, each batch twice, until there is no answer any more. */
    private void feed(String url) {
        Producer producer = new Producer(url);
        while (true) {
            Set<Long> ids = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                ids.add(nextId.getAndIncrement());
            }
            try {
                if (send(producer, ids).isEmpty() || send(producer, ids).isEmpty()) {
                    unanswered.add(ids); // a refusal that may come from the middle of going down
                    return;
                }
                acknowledged.addAll(ids);
            } catch (IOException e) {
                unanswered.add(ids);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static java.util.Optional<String> send(Producer producer, Set<Long> ids)
            throws IOException, InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long id : ids) {
            rows.add(Map.of("id", id, "bucket", (int) (id % 7), "amount", id * 3));
        }
        HttpResponse<String> answer = producer.post("/v1/streams/event", rows, "batch-" + Collections.min(ids));
        return answer.statusCode() == 202
                ? java.util.Optional.of(new ObjectMapper()
                        .readTree(answer.body())
                        .get("receipt")
                        .asText())
                : java.util.Optional.empty();
    }
}
