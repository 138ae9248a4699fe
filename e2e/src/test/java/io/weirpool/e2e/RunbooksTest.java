package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks of docs/operations.md that need a server stopped and its disks changed; {@code -Drunbooks=true}. */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class RunbooksTest {
    private static final String DEFINITIONS = """
        CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, price BIGINT NOT NULL) WITH ('partitions' = '1');
        CREATE MATERIALIZED VIEW item_seen AS SELECT id, price FROM item;
        CREATE MATERIALIZED VIEW total AS SELECT COUNT(*) AS n, SUM(price) AS price FROM item;
        """;
    private static final int ITEMS = 200;

    @TempDir
    Path directory;

    private Path data;

    private DevProcess start() throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("item.sql"), DEFINITIONS);
        data = directory.resolve("data");
        return DevProcess.start(definitions, data);
    }

    /** So many items from {@code first} on, at this price. */
    private static void feed(DevProcess dev, int first, int count, int price) throws Exception {
        List<Map<String, Integer>> rows = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            rows.add(Map.of("id", id, "price", price));
        }
        new Producer(dev.url()).accepted("/v1/tables/item", rows);
    }

    private static void awaitTables(DevProcess dev, String n, String price) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            try (Connection connection = dev.connect()) {
                String wanted = "(%s,%s)".formatted(n, price);
                assertThat(Mirror.rows(connection, "SELECT n, price FROM total"))
                        .containsExactly(wanted);
                assertThat(Mirror.rows(connection, "SELECT count(*), sum(price) FROM item_seen"))
                        .containsExactly(wanted);
            }
        });
    }

    /** PostgreSQL set back, then lost; the processor's state lost with each. */
    @Test
    void anOlderDatabaseCatchesUpAnEmptyOneIsFilledAndStateIsMadeAgain() throws Exception {
        try (DevProcess dev = start()) {
            feed(dev, 0, ITEMS, 10);
            awaitTables(dev, "200", "2000");
        }
        Path backup = directory.resolve("backup");
        copy(data.resolve("postgres"), backup);
        try (DevProcess dev = start()) {
            feed(dev, 100, ITEMS, 30); // half of them are there already
            awaitTables(dev, "300", "7000");
        }
        delete(data.resolve("postgres"));
        copy(backup, data.resolve("postgres"));
        delete(data.resolve("state"));
        try (DevProcess dev = start()) {
            awaitTables(dev, "300", "7000");
        }
        delete(data.resolve("postgres"));
        try (DevProcess dev = start()) {
            awaitTables(dev, "300", "7000");
            feed(dev, 0, ITEMS, 40);
            awaitTables(dev, "300", "11000");
        }
    }

    /** The topic is made anew, and shorter: nothing is read of it, the tables stay, and a person decides. */
    @Test
    void aLogThatIsNotWhatTheFlowHasReadIsAGapUntilSomebodyDecides() throws Exception {
        try (DevProcess dev = start();
                Admin kafka = Admin.create(Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA")))) {
            feed(dev, 0, ITEMS, 10);
            awaitTables(dev, "200", "2000");
            Server server = new Server(URI.create(dev.url()));
            recreate(kafka, "main.item");
            await().ignoreExceptions().atMost(Duration.ofMinutes(1)).until(() -> {
                feed(dev, 1_000, 50, 1); // refused while the topic is not there
                return true;
            });
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(server.get("/v1/operate/status?over=1")
                                    .path("problems")
                                    .toString())
                            .contains("gap: ")
                            .contains("the log was deleted and made again"));
            awaitTables(dev, "200", "2000"); // as they were

            server.post("/v1/operate/views/total/replay?keep=0s");
            server.post("/v1/operate/views/item_seen/replay?keep=0s");
            awaitTables(dev, "50", "50");
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(
                                    server.get("/v1/operate/status?over=1").path("problems"))
                            .isEmpty());
        }
    }

    private static void recreate(Admin kafka, String topic) throws Exception {
        Map<String, String> settings = new HashMap<>();
        kafka.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                .all()
                .get()
                .values()
                .forEach(config -> config.entries().stream()
                        .filter(entry -> !entry.isDefault())
                        .forEach(entry -> settings.put(entry.name(), entry.value())));
        kafka.deleteTopics(List.of(topic)).all().get();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !kafka.listTopics().names().get().contains(topic));
        kafka.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                .all()
                .get();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                Files.copy(one, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(one));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            all.sorted(Comparator.reverseOrder()).forEach(RunbooksTest::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
