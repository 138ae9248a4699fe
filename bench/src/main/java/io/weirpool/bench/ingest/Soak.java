package io.weirpool.bench.ingest;

import io.weirpool.bench.process.Broker;
import io.weirpool.bench.report.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Normal posts alone, then with slow, large and broken requests beside them, then alone: what the normal ones notice, and what
 * is left behind.
 *
 * @param rate normal posts a second
 * @param alone time before, and after
 * @param mixed time of the mix
 * @param slow clients
 * @param directory for what is written meanwhile
 */
record Soak(int rate, Duration alone, Duration mixed, int slow, Path directory) {
    private static final int CONNECTIONS = 32;
    private static final int GARBAGE_PERCENT = 10;
    private static final int COLLECTIONS = 4;
    private static final double MIB = 1 << 20;

    /** What the process holds after full collections. */
    private record Held(double heapBytes, double threads) {}

    Table run(Consumer<String> tell) throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Door door = Door.ingest(broker, directory.resolve("door"))) {
            Posts normal = new Posts(1, 0, 0, 0);
            Posts some = new Posts(1, 0, GARBAGE_PERCENT, 0);
            tell.accept("warming");
            Counted.run(door, broker, some, rate, alone, CONNECTIONS);
            try (SlowClients clients = SlowClients.start(door.address(), slow)) {
                Counted.run(door, broker, some, rate, alone, CONNECTIONS);
                tell.accept("warm after %,d slow connections".formatted(clients.connected()));
            }
            Held warm = held(door);
            Counted before = Counted.run(door, broker, normal, rate, alone, CONNECTIONS);
            keep(rows, tell, before.cells("alone", rate));
            Counted during;
            try (SlowClients clients = SlowClients.start(door.address(), slow)) {
                during = Counted.run(door, broker, some, rate, mixed, CONNECTIONS);
                keep(rows, tell, during.cells("mixed: %,d slow connections".formatted(clients.connected()), rate));
            }
            keep(
                    rows,
                    tell,
                    Counted.run(door, broker, normal, rate, alone, CONNECTIONS).cells("alone again", rate));
            Held after = held(door);
            ratio(
                    rows,
                    tell,
                    "p99, mixed to alone",
                    during.result().millis(99) / before.result().millis(99));
            String heap = "heap after a full collection, %.1f MiB, to %.1f before"
                    .formatted(after.heapBytes / MIB, warm.heapBytes / MIB);
            ratio(rows, tell, heap, after.heapBytes / warm.heapBytes);
            String threads = "threads, %.0f, more than %.0f before".formatted(after.threads, warm.threads);
            ratio(rows, tell, threads, after.threads - warm.threads);
        }
        return new Table(Counted.COLUMNS, rows);
    }

    private static void keep(List<List<String>> rows, Consumer<String> tell, List<String> row) {
        rows.add(row);
        tell.accept(String.join("  ", row));
    }

    private static void ratio(List<List<String>> rows, Consumer<String> tell, String what, double value) {
        List<String> row = new ArrayList<>(Collections.nCopies(Counted.COLUMNS.size(), ""));
        row.set(0, what);
        row.set(2, String.format(Locale.ROOT, "%.2f", value));
        keep(rows, tell, row);
    }

    /**
     * Four times: the serial collector leaves dead objects of up to a twentieth of the old generation where they are, so as
     * not to move the living, in all full collections but each fourth (MarkSweepAlwaysCompactCount). They count as used.
     */
    private static Held held(Door door) throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            collect(door);
        }
        String metrics = get(door, "/metrics");
        return new Held(sum(metrics, "jvm_memory_used_bytes{area=\"heap\""), sum(metrics, "jvm_threads_live_threads"));
    }

    private static void collect(Door door) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(door.process().pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!jcmd.waitFor(1, TimeUnit.MINUTES) || jcmd.exitValue() != 0) {
            throw new IllegalStateException("jcmd, which a JDK has, could not collect");
        }
    }

    private static String get(Door door, String path) throws IOException, InterruptedException {
        URI url = URI.create("http://" + door.address().getHostString() + ":"
                + door.address().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double sum(String metrics, String prefix) {
        return metrics.lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
