package io.weirpool.app.dev;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory one {@code dev} process keeps all its data in. Locked while it is open: the operating system gives the
 * lock back when the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process; makes it when it is missing.
     *
     * @throws WeirpoolException {@code DATA_DIRECTORY_IN_USE} when another process has it; {@code CONFIG_INVALID} when it
     *     cannot be written to
     */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path.resolve("logs"));
            FileChannel file = FileChannel.open(
                    path.resolve("weirpool.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                String owner = content(file);
                file.close();
                throw new WeirpoolException(
                        ErrorCode.DATA_DIRECTORY_IN_USE, "%s is in use by process %s".formatted(path, owner));
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataDirectory(path, file);
        } catch (IOException e) {
            throw new WeirpoolException(ErrorCode.CONFIG_INVALID, "data directory %s: %s".formatted(path, e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) { // this very process has it
            return null;
        }
    }

    private static String content(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        file.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
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
        return path.resolve("weirpool.env");
    }

    public Path path() {
        return path;
    }

    /** Gives the directory back. The lock file stays: deleting it would race with the next to lock it. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot unlock " + path, e);
        }
    }
}
