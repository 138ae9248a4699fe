package io.weirpool.e2e;

import static io.weirpool.e2e.RunbookItems.DEFINITIONS;
import static io.weirpool.e2e.RunbookItems.SOON;
import static io.weirpool.e2e.RunbookItems.apply;
import static io.weirpool.e2e.RunbookItems.awaitHealth;
import static io.weirpool.e2e.RunbookItems.awaitProblem;
import static io.weirpool.e2e.RunbookItems.awaitTables;
import static io.weirpool.e2e.RunbookItems.feed;
import static io.weirpool.e2e.RunbookItems.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runbook of docs/operations.md in which a disk is full, PostgreSQL's, Kafka's or the processor's; {@code
 * -Drunbooks=true}, where a small file system can be mounted.
 */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class RunbooksOfDisksTest {
    private static final int ITEMS = 1_000; // of a batch
    /** What is filled; as large as PostgreSQL needs. */
    private static final int DISK_MB = 300;

    @TempDir
    Path directory;

    private Path disk;

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    /** Puts what is in a directory on a disk of its own. */
    private void moveToSmallDisk(Path full) throws Exception {
        disk = full;
        Path before = directory.resolve("before");
        Files.move(disk, before);
        Files.createDirectories(disk);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=%dm,mode=0700".formatted(DISK_MB), "tmpfs", disk.toString()),
                "a small file system cannot be mounted here: needs the right to");
        assertThat(run("cp", "-a", before + "/.", disk.toString())).isTrue();
    }

    /** The file that takes all room that is left. */
    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private Path definitions() throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("item.sql"), DEFINITIONS);
        return definitions;
    }

    /** Of {@code dev} that has run, and runs no more. */
    private Path dataOfDev(Path definitions) throws Exception {
        Path data = directory.resolve("data");
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            feed(dev.url(), 0, 200, 10);
            awaitTables(dev::connect, "200", "2000");
        }
        return data;
    }

    /** Posts go on, its tables stand still and say why, and go on when there is room. */
    @Test
    void postgresqlsStopsTablesUntilThereIsRoom() throws Exception {
        Path definitions = definitions();
        Path data = dataOfDev(definitions);
        moveToSmallDisk(data.resolve("postgres"));
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            Path ballast = fill();
            Server server = new Server(URI.create(dev.url()));
            for (int batch = 0; batch < 20; batch++) {
                feed(dev.url(), 1_000 + batch * 1_000, 1_000, 1);
            }
            awaitProblem(server, "53100");
            Files.delete(ballast);
            awaitTables(dev::connect, "20200", "22000");
            awaitHealth(server);
        }
    }

    /** Posts are refused, not lost: the broker stops, is started again when there is room, and what had a 202 is there. */
    @Test
    void kafkasRefusesPostsUntilThereIsRoom() throws Exception {
        Path definitions = definitions();
        Path data = dataOfDev(definitions);
        moveToSmallDisk(data.resolve("kafka"));
        int accepted = 0;
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            Path ballast = fill();
            while (isAccepted(dev, accepted)) {
                accepted++;
            }
            Files.delete(ballast);
        }
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            int refused = accepted;
            await().atMost(SOON).until(() -> isAccepted(dev, refused));
            awaitTables(
                    dev::connect,
                    Integer.toString(200 + ITEMS * (refused + 1)),
                    Integer.toString(2_000 + ITEMS * (refused + 1)));
            awaitHealth(new Server(URI.create(dev.url())));
        }
    }

    /** Sent again when it is not: the same items at the same price. */
    private static boolean isAccepted(DevProcess dev, int batch) {
        try {
            feed(dev.url(), 1_000 + batch * ITEMS, ITEMS, 1);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    /** Threads die and are started again, and the process says why, until there is room. */
    @Test
    void aProcessorsStopsItsFlowsUntilThereIsRoom() throws Exception {
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
            moveToSmallDisk(processor.resolve("state"));
            Path ballast = fill();
            try (RoleProcess again = RoleProcess.start("processor", servers.config(), processor)) {
                for (int batch = 0; batch < 20; batch++) {
                    feed(ingest.url(), 1_000 + batch * ITEMS, ITEMS, 1);
                }
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> assertThat(again.get("/readyz").body()).contains("No space left"));
                Files.delete(ballast);
                awaitTables(servers::connect, "20200", "22000");
                again.awaitReady();
                awaitHealth(new Server(URI.create(ingest.url())));
            }
            assertThat(sink.output()).isNotEmpty();
        }
    }
}
