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
import java.util.Optional;
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
            WhereToGoOn.print(config.example(), dev, out);
        }
        return Comparison.differences(tables, config.example().figures());
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
        Path definitions = directory.resolve(config.example().directory());
        try {
            Files.createDirectories(definitions);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + definitions, e);
        }
        Bundled.copyDefinitions(config.example(), definitions);
        return Dev.start(
                new DevConfig(
                        definitions, directory.resolve("data"), "127.0.0.1", config.port(), false, Optional.empty()),
                shutdown);
    }

    private void feed(Dev dev, TableReader tables) throws InterruptedException {
        Progress progress = new Progress(out, config.example().commands(), config.terminal());
        try (VisibleDelay delay = new VisibleDelay(tables)) {
            Feed feed = new Feed(new Client(dev.url()), config.speed(), accepted -> {
                delay.offer(accepted.receipt());
                progress.add(accepted.commands(), delay.median());
            });
            Receipt last = feed.run(config.example().batches());
            long acceptedAt = System.nanoTime();
            tables.waitFor(last, REACHED_WAIT);
            progress.finish();
            out.printf(
                    "All of it is in the tables %d ms after the last was accepted.%n%n",
                    (System.nanoTime() - acceptedAt) / 1_000_000);
        }
    }

    private void show(TableReader tables) {
        for (Example.Look look : config.example().looks()) {
            out.println(look.title());
            out.println(TextTable.of(tables.read(new Name(look.view()), look.order(), look.rows())));
        }
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
