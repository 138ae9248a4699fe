package io.weirpool.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** A Kafka broker as a process of its own, with Kafka's own main class and settings close to its defaults. */
public final class Broker implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final long LOOK_MS = 50;
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private final ChildJvm process;
    private final String bootstrapServers;

    private Broker(ChildJvm process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts on free ports and returns when it serves.
     *
     * @param directory empty or missing
     */
    public static Broker start(Path directory) throws InterruptedException {
        int port = freePort();
        Path properties = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            Files.writeString(properties, settings(directory, port, freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> quiet = List.of("-Xmx256m");
        List<String> format = List.of(
                "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", properties.toString());
        ChildJvm formatting = ChildJvm.start(quiet, "kafka.tools.StorageTool", format, directory.resolve("format.log"));
        formatting.awaitEnd(START_MAX);
        ChildJvm broker =
                ChildJvm.start(HEAP, "kafka.Kafka", List.of(properties.toString()), directory.resolve("broker.log"));
        awaitPort(broker, port);
        return new Broker(broker, "127.0.0.1:" + port);
    }

    private static void awaitPort(ChildJvm broker, int port) throws InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!broker.isRunning() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the broker did not start:\n" + broker.output(), e);
                }
            }
            Thread.sleep(LOOK_MS);
        }
    }

    private static String settings(Path directory, int port, int controllerPort) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "log.dirs", directory.resolve("log").toString(),
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0"));
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
