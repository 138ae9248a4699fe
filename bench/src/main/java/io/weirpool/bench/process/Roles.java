package io.weirpool.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Roles of ours in a process of their own, with the options that the launcher gives {@code run}. */
public final class Roles {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    /** The launcher says so itself when it starts us. */
    private static final String OPTIONS =
            System.getenv().getOrDefault("WEIRPOOL_RUN_OPTS", "-XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=60");

    private Roles() {}

    /**
     * Starts them and returns when they run.
     *
     * @param roles as {@code run} takes them
     * @param directory for configuration, state and log
     * @param more settings over those that name the servers
     */
    public static ChildJvm start(
            List<String> roles,
            Broker broker,
            Postgres.Database database,
            String catalogPrefix,
            Path directory,
            Map<String, String> more)
            throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "database.url", database.url(),
                "database.user", database.user(),
                "database.password", database.password()));
        settings.putAll(more);
        return start(roles, broker, catalogPrefix, directory, settings);
    }

    /** The same without a database. */
    public static ChildJvm start(
            List<String> roles, Broker broker, String catalogPrefix, Path directory, Map<String, String> more)
            throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap",
                broker.bootstrapServers(),
                "kafka.replication",
                "1",
                "kafka.min.insync.replicas",
                "1",
                "catalog.prefix",
                catalogPrefix,
                "processor.state.directory",
                directory.resolve("state").toString()));
        settings.putAll(more);
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(roles);
        arguments.addAll(List.of("--config", config(directory, settings).toString()));
        ChildJvm process = ChildJvm.start(options(), "io.weirpool.app.cli.Main", arguments, directory.resolve("log"));
        process.awaitLine("running " + String.join(", ", roles) + " at ", START_MAX);
        return process;
    }

    private static Path config(Path directory, Map<String, String> settings) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(
                    directory.resolve("weirpool.yaml"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + ": \"" + setting.getValue() + "\"\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the JVM. */
    public static List<String> options() {
        List<String> options = new ArrayList<>(List.of(OPTIONS.strip().split("\\s+")));
        options.add("-Dcalcite.default.charset=UTF-8");
        options.add("-Dfile.encoding=UTF-8");
        String more = System.getenv("WEIRPOOL_JAVA_OPTS");
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split("\\s+")));
        }
        return options;
    }
}
