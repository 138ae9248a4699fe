package io.weirpool.e2e;

import static io.weirpool.e2e.ChangeViews.JOINED;
import static io.weirpool.e2e.ChangeViews.OVER;
import static io.weirpool.e2e.ChangeViews.PER_BUCKET;
import static io.weirpool.e2e.ChangeViews.PER_BUCKET_AND_LARGEST;
import static io.weirpool.e2e.ChangeViews.SOURCES;
import static io.weirpool.e2e.ChangeViews.UNTOUCHED;
import static io.weirpool.e2e.ChangeViews.WIDER;
import static io.weirpool.e2e.ChangeViews.WINDOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Views are replaced, replayed and rolled back under a feed, while readers poll; then everything is killed in the middle. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeTest {
    @TempDir
    static Path directory;

    private static DevProcess dev;
    private static ChangeOperator operator;
    private static ChangeFeed feed;
    private static ChangeReaders readers;

    @BeforeAll
    static void start() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("a.sql"), SOURCES + PER_BUCKET + OVER + JOINED + WINDOWED + UNTOUCHED);
        dev = DevProcess.watching(definitions, directory.resolve("data"));
        operator = new ChangeOperator(dev);
        feed = new ChangeFeed(dev.url());
        try (Connection connection = dev.connect()) {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> Mirror.rows(connection, "SELECT n FROM over_all WHERE n > 100")
                                    .size()
                            == 1);
        }
        readers = new ChangeReaders(dev);
    }

    @AfterAll
    static void stop() {
        readers.close();
        feed.close();
        dev.close();
    }

    /** A log's last record is then none that anybody reads: the mark of the transaction's end. */
    private static void endLogWithATransaction() {
        Map<String, Object> settings = Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA"), "transactional.id", "t");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("main.place", "[0]", "{\"bucket\":0,\"label\":\"even\"}"));
            producer.commitTransaction();
        }
    }

    @Test
    @Order(1)
    void readersSeeNothingOfReplacesReplaysAndRollbacks() throws Exception {
        endLogWithATransaction();
        operator.execute("CREATE ROLE analyst");
        operator.execute("GRANT SELECT ON per_bucket TO analyst");
        // a column more, of a view and of a source, which goes on being read by what was built before
        Files.writeString(
                directory.resolve("definitions").resolve("a.sql"),
                WIDER + PER_BUCKET_AND_LARGEST + OVER + JOINED + WINDOWED + UNTOUCHED);
        await().atMost(Duration.ofMinutes(5)).until(() -> dev.output().contains(" rows before, "));
        assertThat(dev.output())
                .contains(
                        "replaced  source place",
                        "replaced  view per_bucket, built from ",
                        "replaced  view over_all, built from ",
                        "live now: {over_all=2, per_bucket=2}");
        new Producer(dev.url())
                .accepted("/v1/tables/place", List.of(Map.of("bucket", 1, "label", "odd", "note", "new")));
        operator.awaitLive("per_bucket", 2);
        // computed again, and what is over it with it
        assertThat(operator.verb("per_bucket", "replay?keep=1s").get("views")).hasSize(2);
        operator.awaitLive("per_bucket", 3);
        operator.awaitLive("over_all", 3);
        // several at once
        operator.verb("per_label", "replay");
        operator.verb("per_second", "replay");
        operator.awaitLive("per_label", 2);
        operator.awaitLive("per_second", 2);
        // there and back
        operator.verb("per_label", "rollback");
        operator.awaitLive("per_label", 1);
        operator.verb("per_second", "rollback");
        operator.awaitLive("per_second", 1);
        operator.verb("per_label", "rollback");
        operator.awaitLive("per_label", 2);
        // other columns: the readable view is made anew
        operator.apply(
                PER_BUCKET.replace("SUM(amount) AS total", "MIN(amount) AS least, SUM(amount) AS total"),
                OVER,
                JOINED,
                WINDOWED,
                UNTOUCHED);
        operator.awaitLive("per_bucket", 4);
        operator.awaitLive("over_all", 4);
        operator.verb("per_bucket", "rollback");
        operator.awaitLive("per_bucket", 3);
        operator.awaitLive("over_all", 3);

        // one that is being built is given up
        ofTwoOperatorsAtOnceOneIsTold();
        operator.verb("per_second", "cancel");
        assertThat(operator.post("/v1/operate/views/per_second/cancel", "", 409)
                        .get("code")
                        .asText())
                .isEqualTo("nothing-to-change");
        awaitGone("per_second", 3);
        awaitGone("per_bucket", 2); // its time was over
        awaitGone("per_bucket", 1); // there is a later one to go back to
        // per_label 1 is kept in flow 1, where the untouched view is; per_bucket 4 has its flow for itself
        await().atMost(Duration.ofMinutes(1)).until(() -> log().contains("flow main.flow-6 stands by"));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Files.notExists(
                        directory.resolve("data").resolve("state").resolve("main.flow-2")));

        assertThat(operator.rows("SELECT has_table_privilege('analyst', 'per_bucket', 'SELECT')"))
                .containsExactly("(t)");
        assertThat(operator.rows("SELECT count(*) FROM pg_indexes WHERE tablename = 'per_bucket__3'"))
                .containsExactly("(2)");
        assertThat(operator.rows("SELECT count(*) FROM weirpool.dead_letters")).containsExactly("(0)");
        assertThat(readers.failures()).isEmpty();
        assertThat(readers.reads()).isGreaterThan(100);
    }

    /** Until they really meet: who comes after the other has done it replaces what is being built. */
    private static void ofTwoOperatorsAtOnceOneIsTold() throws Exception {
        List<String> codes = List.of();
        for (int i = 0; i < 30 && !codes.contains("catalog-conflict"); i++) {
            codes = operator.atOnce(2, "/v1/operate/views/per_second/replay?throttle=1000");
            assertThat(codes).isSubsetOf("done", "catalog-conflict").contains("done");
        }
        assertThat(codes).containsExactlyInAnyOrder("done", "catalog-conflict");
    }

    private static String log() throws IOException {
        return Files.readString(directory.resolve("data").resolve("logs").resolve("weirpool.log"));
    }

    private static void awaitGone(String view, int version) {
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(operator.rows("SELECT view, version, state FROM weirpool.version"))
                        .contains("(%s,%d,retired)".formatted(view, version)));
    }

    @Test
    @Order(2)
    void whatIsBeingBuiltIsCompletedAfterEverythingWasKilled() throws Exception {
        readers.close();
        List<String> receipts = feed.end();
        Files.writeString(
                directory.resolve("definitions").resolve("a.sql"),
                WIDER + PER_BUCKET_AND_LARGEST + OVER + JOINED + WINDOWED + UNTOUCHED);
        operator.verb("per_label", "replay");
        operator.verb("per_bucket", "replay");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !operator.rows("SELECT view FROM weirpool.version WHERE state = 'building'")
                        .isEmpty());
        dev.killAll();
        dev = DevProcess.start(directory.resolve("definitions"), directory.resolve("data"));
        operator = new ChangeOperator(dev);

        operator.awaitLive("per_label", 3);
        operator.awaitLive("per_bucket", 5);
        operator.awaitLive("over_all", 5);
        operator.holds(feed, receipts);
    }
}
