package io.weirpool.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a measurement writes; gone when it has ended well. */
public final class Workplace implements AutoCloseable {
    private static final String HOME = "weirpool.home";
    private static final String KEPT = "WEIRPOOL_BENCH_KEEP";

    private final Path directory;

    private Workplace(Path directory) {
        this.directory = directory;
    }

    /** The checkout, which the launcher tells; the working directory without it. */
    public static Path home() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
    }

    /** In the directory for temporary files. */
    public static Workplace make() {
        try {
            return new Workplace(Files.createTempDirectory("weirpool-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        if (System.getenv(KEPT) != null) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + directory, e);
        }
    }
}
