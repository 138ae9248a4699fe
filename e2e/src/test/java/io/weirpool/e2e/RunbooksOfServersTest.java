package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

/** The runbooks of docs/operations.md in which a log, a broker, a program or a disk is another one; {@code -Drunbooks=true}. */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class RunbooksOfServersTest {
    private static final String DEFINITIONS = """
        CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, price BIGINT NOT NULL) WITH ('partitions' = '1');
        CREATE MATERIALIZED VIEW item_seen AS SELECT id, price FROM item;
        CREATE MATERIALIZED VIEW total AS SELECT COUNT(*) AS n, SUM(price) AS price FROM item;
        """;
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final TopicPartition LOG = new TopicPartition("main.item", 0);

    @TempDir
    Path directory;

    private interface Connecting {
        Connection connect() throws Exception;
    }

    private static void apply(String url) throws IOException {
        Map<String, Object> files = Map.of("path", "item.sql", "text", DEFINITIONS);
        new Server(URI.create(url))
                .post(
                        "/v1/operate/apply",
                        new ObjectMapper().writeValueAsString(Map.of("pipeline", "main", "files", List.of(files))));
    }

    /** So many items from {@code first} on, at this price. */
    private static void feed(String url, int first, int count, int price) throws Exception {
        List<Map<String, Integer>> rows = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            rows.add(Map.of("id", id, "price", price));
        }
        new Producer(url).accepted("/v1/tables/item", rows);
    }

    private static void awaitTables(Connecting database, String n, String price) {
        await().ignoreExceptions().atMost(SOON).untilAsserted(() -> {
            try (Connection connection = database.connect()) {
                String wanted = "(%s,%s)".formatted(n, price);
                assertThat(Mirror.rows(connection, "SELECT n, price FROM total"))
                        .containsExactly(wanted);
                assertThat(Mirror.rows(connection, "SELECT count(*), sum(price) FROM item_seen"))
                        .containsExactly(wanted);
            }
        });
    }

    private static void awaitProblem(Server server, String problem) {
        await().ignoreExceptions()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(server.get("/v1/operate/status?over=1")
                                .path("problems")
                                .toString())
                        .contains(problem));
    }

    private static void awaitHealth(Server server) {
        await().ignoreExceptions()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.get("/v1/operate/status?over=1").path("problems"))
                                .isEmpty());
    }

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

    /** PostgreSQL's own: posts go on, its tables stand still and say why, and go on when there is room. */
    @Test
    void aFullDiskStopsTablesUntilThereIsRoom() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("item.sql"), DEFINITIONS);
        Path data = directory.resolve("data");
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            feed(dev.url(), 0, 200, 10);
            awaitTables(dev::connect, "200", "2000");
        }
        Path disk = data.resolve("postgres");
        Path before = directory.resolve("before");
        Files.move(disk, before);
        Files.createDirectories(disk);
        assumeTrue(mount(disk), "a small file system cannot be mounted here: needs the right to");
        assertThat(run("cp", "-a", before + "/.", disk.toString())).isTrue();
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            Server server = new Server(URI.create(dev.url()));
            for (int batch = 0; batch < 20; batch++) {
                feed(dev.url(), 1_000 + batch * 1_000, 1_000, 1);
            }
            awaitProblem(server, "53100");
            Files.delete(ballast);
            awaitTables(dev::connect, "20200", "22000");
            awaitHealth(server);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean mount(Path disk) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=300m,mode=0700", "tmpfs", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
