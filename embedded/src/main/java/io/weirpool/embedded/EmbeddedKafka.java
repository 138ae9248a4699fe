package io.weirpool.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft node, broker and controller, in this process. Its logs live in a directory and survive restarts; it listens
 * on 127.0.0.1 only.
 *
 * <p>As every Kafka broker it leaves writing to disk to the operating system: a killed process loses nothing, a power
 * failure on a single node can.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts on a free port. */
    public static EmbeddedKafka start(Path dataDirectory) {
        return start(dataDirectory, FreePort.next());
    }

    /**
     * Starts a node on its directory, which is formatted when it is new, and returns when it serves.
     *
     * @param dataDirectory made when missing
     * @param port for clients; the controller takes a free one
     */
    @SuppressWarnings("try") // the addresses are held while the body runs, not used in it
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        Properties properties = new Properties();
        properties.putAll(settings(dataDirectory, port, FreePort.next()));
        format(dataDirectory);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Path ports = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".ports");
        try (FormerAddresses former = FormerAddresses.hold(ports, port)) {
            server.startup(); // returns when the controller has accepted the broker
        }
        return new EmbeddedKafka(server, "127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the node cleanly. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + directory, e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory, e);
        }
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                // One node: internal topics have one replica, and one partition starts fastest.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // A node alone need not wait for others.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("controller.quorum.election.timeout.ms", "200"),
                Map.entry("controller.quorum.election.backoff.max.ms", "100"),
                Map.entry("broker.heartbeat.interval.ms", "100"),
                // After a kill the former registration must expire before the broker is accepted again: 9 s is Kafka's
                // default, 4 s are still long for a busy machine to miss 40 heartbeats.
                Map.entry("broker.session.timeout.ms", "4000"),
                // Transactions that timed out are looked for well after that: see FormerAddresses.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000"),
                // Small: a process tree below 1 GiB.
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                // Batches up to the ingest's limit of 1 MiB for one row, and its key and headers.
                Map.entry("message.max.bytes", "2097152"));
    }
}
