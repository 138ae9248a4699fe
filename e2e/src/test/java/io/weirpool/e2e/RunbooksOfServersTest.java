package io.weirpool.e2e;

import static io.weirpool.e2e.RunbookItems.DEFINITIONS;
import static io.weirpool.e2e.RunbookItems.SOON;
import static io.weirpool.e2e.RunbookItems.apply;
import static io.weirpool.e2e.RunbookItems.awaitHealth;
import static io.weirpool.e2e.RunbookItems.awaitProblem;
import static io.weirpool.e2e.RunbookItems.awaitTables;
import static io.weirpool.e2e.RunbookItems.feed;
import static io.weirpool.e2e.RunbookItems.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weirpool.app.operate.Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks of docs/operations.md in which a log, a broker or a program is another one; {@code -Drunbooks=true}. */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class RunbooksOfServersTest {
    private static final TopicPartition LOG = new TopicPartition("main.item", 0);

    @TempDir
    Path directory;

    /** Commands go before the flow, whose processor stands still, has read them. */
    @Test
    void aRetentionThatOvertakesAViewIsAGapUntilSomebodyDecides() throws Exception {
        try (ExternalServers servers = ExternalServers.start(directory);
                RoleProcess ingest = RoleProcess.start("ingest", servers.config(), directory.resolve("ingest"));
                RoleProcess sink = RoleProcess.start("sink", servers.config(), directory.resolve("sink"));
                RoleProcess processor =
                        RoleProcess.start("processor", servers.config(), directory.resolve("processor"));
                Admin kafka = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
            apply(ingest.awaitReady().url());
            processor.awaitReady();
            feed(ingest.url(), 0, 200, 10);
            awaitTables(servers::connect, "200", "2000");
            processor.terminate();
            feed(ingest.url(), 1_000, 50, 1);
            long end = kafka.listOffsets(Map.of(LOG, OffsetSpec.latest()))
                    .partitionResult(LOG)
                    .get()
                    .offset();
            kafka.deleteRecords(Map.of(LOG, RecordsToDelete.beforeOffset(end - 20)))
                    .all()
                    .get();

            try (RoleProcess again = RoleProcess.start("processor", servers.config(), directory.resolve("processor"))) {
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(again.get("/readyz").body())
                                .contains("gap: ", "the commands between are gone"));
                awaitTables(servers::connect, "200", "2000"); // as they were
                Server server = new Server(URI.create(ingest.url()));
                server.post("/v1/operate/views/total/replay?keep=0s");
                server.post("/v1/operate/views/item_seen/replay?keep=0s");
                awaitTables(servers::connect, "20", "20");
                awaitHealth(server);
            }
            assertThat(sink.output()).isNotEmpty();
        }
    }

    /** Offsets cannot be kept: the log alone is mirrored, to an empty catalog and an empty database. */
    @Test
    void onAnotherKafkaWithTheLogsAloneEverythingIsComputedAgain() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> log;
        try (ExternalServers servers = ExternalServers.start(directory.resolve("old"));
                RoleProcess all = RoleProcess.start("all", servers.config(), directory.resolve("old-roles"))) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                apply(all.url());
                return true;
            });
            feed(all.url(), 0, 200, 10);
            feed(all.url(), 100, 200, 30); // half of them again
            awaitTables(servers::connect, "300", "7000");
            all.terminate();
            log = read(servers.kafka());
        }
        try (ExternalServers servers = ExternalServers.start(directory.resolve("new"));
                RoleProcess all = RoleProcess.start("all", servers.config(), directory.resolve("new-roles"))) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                apply(all.url());
                return true;
            });
            write(servers.kafka(), log);
            awaitTables(servers::connect, "300", "7000");
            feed(all.url(), 0, 200, 40);
            awaitTables(servers::connect, "300", "11000");
        }
    }

    /**
     * All topics and offsets go along, as snapshots of the broker's disk taken while nothing writes: everything goes on where
     * it was, on another machine of the processor's, too.
     */
    @Test
    void onAnotherKafkaWithAllOffsetsEverythingGoesOn() throws Exception {
        Path old = directory.resolve("old");
        try (ExternalServers servers = ExternalServers.start(old);
                RoleProcess all = RoleProcess.start("all", servers.config(), directory.resolve("old-roles"))) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                apply(all.url());
                return true;
            });
            feed(all.url(), 0, 200, 10);
            feed(all.url(), 100, 200, 30); // half of them again
            awaitTables(servers::connect, "300", "7000");
            all.terminate();
        }
        Path next = Files.createDirectories(directory.resolve("new"));
        assertThat(run("cp", "-a", old + "/.", next.toString())).isTrue();
        try (ExternalServers servers = ExternalServers.start(next);
                RoleProcess all = RoleProcess.start("all", servers.config(), directory.resolve("new-roles"))) {
            all.awaitReady();
            awaitTables(servers::connect, "300", "7000");
            feed(all.url(), 0, 200, 40);
            awaitTables(servers::connect, "300", "11000");
            Server server = new Server(URI.create(all.url()));
            awaitHealth(server);
            assertThat(Mirror.rows(servers.connect(), "SELECT view, version FROM weirpool.version"))
                    .as("nothing was built anew")
                    .containsExactly("(item_seen,1)", "(total,1)");
        }
    }

    /** State of operators that this program would number otherwise: it is not touched, and the views are built again. */
    @Test
    void stateOfAnotherProgramIsNotTouchedAndBuiltAgain() throws Exception {
        try (ExternalServers servers = ExternalServers.start(directory);
                RoleProcess ingest = RoleProcess.start("ingest", servers.config(), directory.resolve("ingest"));
                RoleProcess sink = RoleProcess.start("sink", servers.config(), directory.resolve("sink"))) {
            apply(ingest.awaitReady().url());
            Path processor = directory.resolve("processor");
            try (RoleProcess before = RoleProcess.start("processor", servers.config(), processor)) {
                feed(ingest.url(), 0, 200, 10);
                awaitTables(servers::connect, "200", "2000");
                before.terminate();
            }
            try (KafkaProducer<byte[], byte[]> producer = producer(servers.kafka())) {
                producer.send(new ProducerRecord<>(
                                "main.flow-1-about", 0, "!layout".getBytes(UTF_8), "0/older".getBytes(UTF_8)))
                        .get();
            }
            feed(ingest.url(), 200, 100, 1);
            try (RoleProcess again = RoleProcess.start("processor", servers.config(), processor)) {
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                assertThat(again.get("/readyz").body()).contains("state-format-unknown: ", "0/older"));
                awaitTables(servers::connect, "200", "2000"); // as they were
                Server server = new Server(URI.create(ingest.url()));
                awaitTables(servers::connect, "300", "2100"); // built again by itself
                assertThat(Mirror.rows(
                                servers.connect(), "SELECT view, version FROM weirpool.version WHERE state = 'live'"))
                        .containsExactlyInAnyOrder("(item_seen,2)", "(total,2)");
                again.awaitReady();
                awaitHealth(server);
            }
            assertThat(sink.output()).isNotEmpty();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String bootstrap) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(LOG));
            consumer.seekToBeginning(List.of(LOG));
            long end = consumer.endOffsets(List.of(LOG)).get(LOG);
            while (consumer.position(LOG) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private static void write(String bootstrap, List<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
            records.forEach(record -> producer.send(
                    new ProducerRecord<>(record.topic(), 0, null, record.key(), record.value(), record.headers())));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A record between two tasks as another program wrote it: refused, nothing is misread, and the views are built again. */
    @Test
    void whatAnotherProgramHasLeftIsRefusedAndBuiltAgain() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("item.sql"), DEFINITIONS);
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Admin kafka = Admin.create(Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA")))) {
            feed(dev.url(), 0, 200, 10);
            awaitTables(dev::connect, "200", "2000");
            String hop = kafka.listTopics().names().get().stream()
                    .filter(topic -> topic.endsWith("-repartition"))
                    .findFirst()
                    .orElseThrow();
            try (KafkaProducer<byte[], byte[]> producer = producer(dev.env("WEIRPOOL_KAFKA"))) {
                producer.send(new ProducerRecord<>(hop, 0, new byte[0], new byte[] {9, 0}))
                        .get();
            }
            Server server = new Server(URI.create(dev.url()));
            awaitProblem(server, "hop record of version 9");
            feed(dev.url(), 200, 100, 1);
            awaitTables(dev::connect, "200", "2000"); // as they were

            server.post("/v1/operate/views/total/replay?keep=0s");
            server.post("/v1/operate/views/item_seen/replay?keep=0s");
            awaitTables(dev::connect, "300", "2100");
            awaitHealth(server);
        }
    }
}
