package io.weirpool.e2e;

import static io.weirpool.e2e.RunbookItems.SOON;
import static io.weirpool.e2e.RunbookItems.awaitHealth;
import static io.weirpool.e2e.RunbookItems.awaitTables;
import static io.weirpool.e2e.RunbookItems.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The runbook "A poisoned batch" of docs/operations.md; {@code -Drunbooks=true}. */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class RunbooksOfBadRecordsTest {
    private static final String LOG = "main.item";

    @TempDir
    Path directory;

    @Test
    void aBadCommandIsOneDeadLetterAndABrokenRecordStopsAtItsOffsetUntilItIsRestored() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("item.sql"), RunbookItems.DEFINITIONS);
        Path data = directory.resolve("data");
        try (DevProcess dev = DevProcess.start(definitions, data)) {
            Server server = new Server(URI.create(dev.url()));
            feed(dev.url(), 0, 200, 10);
            writeBadCommand(dev);
            feed(dev.url(), 200, 200, 10);
            feed(dev.url(), 400, 200, 10);
            awaitTables(dev::connect, "600", "6000");
            assertThat(server.get("/v1/operate/dead-letters").toString()).contains("undecodable");
            server.post("/v1/operate/dead-letters/discard?all=true");

            try (RandomAccessFile segment = new RandomAccessFile(segment(data).toFile(), "rw")) {
                long middle = segment.length() / 2;
                int sound = byteAt(segment, middle);
                write(segment, middle, sound ^ 0x55);
                server.post("/v1/operate/views/total/replay?keep=0s");
                await().ignoreExceptions()
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(readyz(dev)).contains(LOG + "-0", "is corrupt"));
                awaitTables(dev::connect, "600", "6000"); // as they were
                assertThat(versions(dev)).contains("(1,live)", "(2,building)");

                write(segment, middle, sound);
            }
            await().atMost(SOON).until(() -> versions(dev).contains("(2,live)"));
            awaitTables(dev::connect, "600", "6000");
            awaitHealth(server);
        }
    }

    private static void writeBadCommand(DevProcess dev) {
        try (KafkaProducer<byte[], byte[]> kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] cut = "{\"id\": 7, \"price\":".getBytes(StandardCharsets.UTF_8);
            kafka.send(new ProducerRecord<>(LOG, new byte[] {1}, cut));
        }
    }

    private static Path segment(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file -> file.endsWith(Path.of(LOG + "-0", "00000000000000000000.log")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int byteAt(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return file.read();
    }

    private static void write(RandomAccessFile file, long at, int value) throws IOException {
        file.seek(at);
        file.write(value);
    }

    private static String readyz(DevProcess dev) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dev.url() + "/readyz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<String> versions(DevProcess dev) throws Exception {
        try (Connection connection = dev.connect()) {
            return Mirror.rows(connection, "SELECT version, state FROM weirpool.version WHERE view = 'total'");
        }
    }
}
