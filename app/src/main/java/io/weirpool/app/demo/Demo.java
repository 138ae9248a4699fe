package io.weirpool.app.demo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.app.dev.Dev;
import io.weirpool.app.dev.DevConfig;
import io.weirpool.app.query.TableReader;
import io.weirpool.app.run.Shutdown;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Receipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The story: start, feed, look, compare. */
public final class Demo {
    /** The views are a second behind; a loaded machine may need more. */
    private static final Duration REACHED_WAIT = Duration.ofMinutes(2);

    private final DemoConfig config;
    private final PrintWriter out;
    private final Shutdown shutdown;

    /** @param shutdown takes what has to be stopped */
    public Demo(DemoConfig config, PrintWriter out, Shutdown shutdown) {
        this.config = config;
        this.out = out;
        this.shutdown = shutdown;
    }

    /** Runs it, and leaves all running. Differences from the figures, one a line; empty when there is none. */
    public List<String> run() throws InterruptedException {
        long start = System.nanoTime();
        Path directory = temporaryDirectory();
        Dev dev = dev(directory);
        out.printf("weirpool: ready in %.1f s: %s%n%n", (System.nanoTime() - start) / 1e9, dev.url());
        TableReader tables = new TableReader(dev.reads(), new SimpleMeterRegistry());
        shutdown.add(tables::close);
        feed(dev, tables);
        show(tables);
        if (!config.once()) {
            new WhereToGoOn(out).print(dev);
        }
        return Comparison.differences(tables, figures());
    }

    /** Starts, feeds nothing, and leaves all running. */
    public void startOnly() {
        dev(temporaryDirectory());
    }

    private Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("weirpool-demo");
            shutdown.add(() -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }

    private Dev dev(Path directory) {
        Path definitions = directory.resolve("flights");
        try {
            Files.createDirectories(definitions);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + definitions, e);
        }
        Flights.copyDefinitions(definitions);
        return Dev.start(
                new DevConfig(definitions, directory.resolve("data"), "127.0.0.1", config.port(), false), shutdown);
    }

    private void feed(Dev dev, TableReader tables) throws InterruptedException {
        List<String> airports = Flights.lines("airport");
        List<String> reports = Flights.lines("flight_event");
        Progress progress = new Progress(out, airports.size() + reports.size(), config.terminal());
        try (VisibleDelay delay = new VisibleDelay(tables)) {
            Feed feed = new Feed(new Client(dev.url()), config.speed(), accepted -> {
                delay.offer(accepted.receipt());
                progress.add(accepted.commands(), delay.median());
            });
            Receipt last = feed.run(airports, reports);
            long acceptedAt = System.nanoTime();
            tables.waitFor(last, REACHED_WAIT);
            progress.finish();
            out.printf(
                    "All of it is in the tables %d ms after the last was accepted.%n%n",
                    (System.nanoTime() - acceptedAt) / 1_000_000);
        }
    }

    private void show(TableReader tables) {
        out.println("Routes flown five times or more, an hour late on average:");
        print(tables, "worst_routes", List.of("avg_delay DESC", "origin", "destination"), 8);
        out.println("How often flights were on time, by origin:");
        print(tables, "on_time", List.of("flights DESC", "origin"), 8);
        out.println("How far the reports themselves can be trusted:");
        print(tables, "late_reports", List.of("kind"), 2);
    }

    private void print(TableReader tables, String view, List<String> order, int rows) {
        out.println(TextTable.of(tables.read(new Name(view), order, rows)));
    }

    private Map<String, Set<String>> figures() {
        return config.figuresFrom().map(Flights::figures).orElseGet(Flights::figures);
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
