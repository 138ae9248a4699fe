package io.weirpool.bench.sink;

import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ways to write rows that the directory of peers tries, each as fast as it goes. */
record PostgresWays(Path directory) {
    private static final Duration RUN_MAX = Duration.ofMinutes(10);
    /** Takes new rows only. */
    private static final String COPY = "copy";

    /**
     * What one way reached.
     *
     * @param name and number of connections
     */
    record Way(String name, double rowsPerSecond, double serverMicros, double clientMicros) {
        boolean isCopy() {
            return name.startsWith(COPY + " ");
        }
    }

    private Path classPath() {
        return directory.resolve("tools/target/cp.txt");
    }

    boolean areBuilt() {
        return Files.isReadable(classPath());
    }

    /** Tries all on a table with so many keys, some two seconds each. */
    List<Way> run(Postgres.Database database, int keys, Path log) throws InterruptedException {
        String libraries;
        try {
            libraries = Files.readString(classPath()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                directory.resolve("tools/target/classes") + ":" + libraries,
                "peers.PgBench",
                "--url",
                database.urlWithPassword(),
                "--keys",
                Integer.toString(keys),
                "--batch",
                "5000",
                "--conns",
                "1,2",
                "--sync",
                "on",
                "--modes",
                "rewrite,unnest,copytmp,copytmpbin,copy",
                "--secs",
                "2");
        try (ChildJvm process = ChildJvm.start(command, log)) {
            process.awaitEnd(RUN_MAX);
            return process.output()
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(cells -> cells.length == 7 && cells[3].equals("on"))
                    .map(cells -> new Way(
                            cells[0] + " x" + cells[2],
                            Double.parseDouble(cells[4]),
                            Double.parseDouble(cells[5]),
                            Double.parseDouble(cells[6])))
                    .toList();
        }
    }

    /** The fastest; {@code fresh}: for rows that are new, so that COPY may do. */
    static Optional<Way> best(List<Way> ways, boolean fresh) {
        return ways.stream().filter(way -> way.isCopy() == fresh).max(Comparator.comparingDouble(Way::rowsPerSecond));
    }
}
