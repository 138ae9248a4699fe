package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is one of RunbooksOfDisksTest's. */
class RoomOnDiskTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryThatCanBeWrittenIsLeftAsItIs() {
        Path state = directory.resolve("state/main.flow-1");
        RoomOnDisk.require(state);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void whatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("state"));
        assertThatThrownBy(() -> RoomOnDisk.require(file.resolve("main.flow-1")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("state cannot be written to " + file);
    }
}
