package io.weirpool.processor.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a flow's directory can be written, asked before Kafka Streams is made: its constructor locks the directory first,
 * and when it then cannot write there it keeps the lock for as long as the process lives, so that no later try succeeds.
 */
final class RoomOnDisk {
    /** More than the constructor writes. */
    private static final int BYTES = 64 << 10;

    private RoomOnDisk() {}

    /** @throws UncheckedIOException with the system's reason, such as a disk that is full */
    static void require(Path directory) {
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "room", ".tmp");
            try {
                Files.write(probe, new byte[BYTES]);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be written to " + directory, e);
        }
    }
}
