package io.weirpool.bench.engine;

import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.PeakMemory;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flink SQL as the directory of peers runs it: one embedded cluster, Kafka to PostgreSQL, checkpoints of a second. */
final class FlinkPeer {
    private static final Duration RUN_MAX = Duration.ofMinutes(15);
    private static final Pattern FIGURE = Pattern.compile("([\\w/]+)=('[^']*'|\\S+)");
    private static final double MEGABYTE = 1024 * 1024;

    private final Path directory;

    private FlinkPeer(Path directory) {
        this.directory = directory;
    }

    /** Either the peer, or what is missing. */
    record Found(Optional<FlinkPeer> peer, String missing) {}

    /** Looks for a directory of peers that has been built. */
    static Found in(Path directory) {
        Path script = directory.resolve("flink.sh");
        if (!Files.isReadable(script)) {
            return new Found(Optional.empty(), "Flink is left out: there is no " + script + " (--peers says where)");
        }
        if (!Files.isReadable(directory.resolve("flink/target/cp.txt"))) {
            return new Found(
                    Optional.empty(),
                    "Flink is left out: %s is not built; run 'mvn -q -B compile' in it, or in a copy named with --peers"
                            .formatted(directory));
        }
        return new Found(Optional.of(new FlinkPeer(directory)), "");
    }

    /**
     * One run.
     *
     * @param backend {@code hashmap} or {@code rocksdb}
     * @param miniBatch {@code on} or {@code off}
     * @param events of all kinds together
     */
    Figures run(Servers bench, Query query, int number, String backend, String miniBatch, long events)
            throws SQLException, InterruptedException {
        Postgres.Database database = bench.postgres().create("flink_" + number);
        List<String> command = List.of(
                directory.resolve("flink.sh").toString(),
                "--query",
                String.valueOf(query.peer()),
                "--backend",
                backend,
                "--minibatch",
                miniBatch,
                "--events",
                Long.toString(events),
                "--prefix",
                Events.PIPELINE.value(),
                "--bootstrap",
                bench.broker().bootstrapServers(),
                "--url",
                database.urlWithPassword());
        try (ChildJvm shell = ChildJvm.start(command, bench.directory().resolve("flink-" + number + "/log"))) {
            PeakMemory memory = PeakMemory.watch(java(shell));
            shell.awaitEnd(RUN_MAX);
            memory.close();
            String line = shell.output()
                    .lines()
                    .filter(l -> l.startsWith("flink query="))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Flink failed:\n" + shell.output()));
            return figures(backend, miniBatch, line, memory).withRowsWritten(database.rowsWritten());
        }
    }

    /** The JVM that the script starts. */
    private static long java(ChildJvm shell) throws InterruptedException {
        while (shell.isRunning()) {
            for (ProcessHandle child : ProcessHandle.of(shell.pid())
                    .map(p -> p.descendants().toList())
                    .orElse(List.of())) {
                if (child.info().command().orElse("").endsWith("java")) {
                    return child.pid();
                }
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("Flink did not start:\n" + shell.output());
    }

    private static Figures figures(String backend, String miniBatch, String line, PeakMemory memory) {
        Map<String, String> figures = FIGURE.matcher(line)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (one, other) -> one));
        double cpu = number(figures, "cpu_s");
        return new Figures(
                "flink " + backend + (miniBatch.equals("on") ? " mini-batch" : ""),
                (long) number(figures, "records"),
                number(figures, "secs"),
                cpu,
                number(figures, "pg_cpu_s"),
                number(figures, "kafka_cpu_s"),
                number(figures, "others_cpu_s"),
                number(figures, "cpu_total_s") - cpu,
                memory.pssBytes(),
                Math.max(memory.rssBytes(), (long) (number(figures, "peak_rss_mb") * MEGABYTE)),
                Math.max(0, number(figures, "first_row_s")),
                0,
                figures.getOrDefault("check", "").replace("'", ""));
    }

    private static double number(Map<String, String> figures, String name) {
        return Double.parseDouble(figures.getOrDefault(name, "NaN"));
    }
}
