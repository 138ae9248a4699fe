package io.weirpool.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;

/**
 * One KRaft node, broker and controller, in this process. Its logs live in a directory and survive restarts; it listens
 * on 127.0.0.1 only.
 *
 * <p>As every Kafka broker it leaves writing to disk to the operating system: a killed process loses nothing, a power
 * failure on a single node can.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final KafkaNode node;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaNode node, String bootstrapServers) {
        this.node = node;
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
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return start(dataDirectory, port, Map.of());
    }

    /**
     * The same with other settings of the broker.
     *
     * @param settings by Kafka's names, in place of those of the same names; a listener in the clear stays at {@code port}
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings(dataDirectory, port, FreePort.next()));
        properties.putAll(settings);
        boolean stoppedCleanly = isNew(dataDirectory)
                || Files.exists(dataDirectory.resolve(CleanShutdownFileHandler.CLEAN_SHUTDOWN_FILE_NAME));
        if (isNew(dataDirectory)) {
            format(dataDirectory);
        }
        KafkaNode node = KafkaNode.start(KafkaConfig.fromProps(properties, false), stoppedCleanly);
        String bootstrapServers = "127.0.0.1:" + port;
        if (!stoppedCleanly) {
            FormerMembers.remove(bootstrapServers);
        }
        return new EmbeddedKafka(node, bootstrapServers);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the node cleanly. */
    @Override
    public void close() {
        node.stop();
    }

    private static boolean isNew(Path directory) {
        return !Files.exists(directory.resolve("meta.properties"));
    }

    /** In one step: a directory that is there is whole, whenever the process was killed. */
    private static void format(Path directory) {
        Path beside = directory.resolveSibling(directory.getFileName() + ".new");
        try {
            Directories.delete(beside);
            Files.createDirectories(beside);
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(beside.toString()))
                    .setMetadataLogDirectory(beside.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
            Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
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
                // A node alone is not fenced for a pause (a suspended machine, kill -STOP): nobody could take over, and
                // while it is fenced nothing has a leader. After a kill its registration is taken back: see KafkaNode.
                Map.entry("broker.session.timeout.ms", "3600000"),
                // Look for transactions to time out each second instead of each ten.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
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
