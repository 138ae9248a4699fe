package io.weirpool.app.run;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * A directory that only one process may work in. Locked until closed: the operating system gives the lock back when the
 * process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
    private final Path directory;
    private final FileChannel file;

    private DirectoryLock(Path directory, FileChannel file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * Takes the directory for this process; makes it when it is missing.
     *
     * @param hint what to do when somebody else has it; ends the message
     * @throws WeirpoolException {@code DATA_DIRECTORY_IN_USE} when another process has it, or this one already; {@code
     *     CONFIG_INVALID} when it cannot be written to
     */
    public static DirectoryLock take(Path directory, String hint) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(
                    directory.resolve("weirpool.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                String owner = content(file);
                file.close();
                throw new WeirpoolException(
                        ErrorCode.DATA_DIRECTORY_IN_USE,
                        "%s is in use by process %s%s".formatted(directory, owner, hint));
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DirectoryLock(directory, file);
        } catch (IOException e) {
            throw new WeirpoolException(ErrorCode.CONFIG_INVALID, "directory %s: %s".formatted(directory, e), e);
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

    /** Gives the directory back. The lock file stays: deleting it would race with the next to lock it. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + directory, e);
        }
    }
}
