package io.weirpool.app.dev;

import io.weirpool.app.run.DirectoryLock;
import java.nio.file.Path;

/** The directory one {@code dev} process keeps all its data in. Locked while it is open. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final DirectoryLock lock;

    private DataDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory for this process; makes it when it is missing.
     *
     * @throws io.weirpool.common.error.WeirpoolException {@code DATA_DIRECTORY_IN_USE} when another process has it; {@code
     *     CONFIG_INVALID} when it cannot be written to
     */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        return new DataDirectory(path, DirectoryLock.take(path, ""));
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** State stores of the processor; rebuilt from Kafka when lost. */
    Path state() {
        return path.resolve("state");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    Path environment() {
        return environment(path);
    }

    /** Of a directory that another process may have open. */
    static Path environment(Path data) {
        return data.resolve("weirpool.env");
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        lock.close();
    }
}
