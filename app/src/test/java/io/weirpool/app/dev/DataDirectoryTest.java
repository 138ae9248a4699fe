package io.weirpool.app.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryHasOneOwnerWhoIsNamed() {
        try (DataDirectory first = DataDirectory.open(directory.resolve("data"))) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.open(directory.resolve("data")))
                    .isInstanceOfSatisfying(WeirpoolException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIRECTORY_IN_USE);
                        assertThat(e)
                                .hasMessageContaining(
                                        "process " + ProcessHandle.current().pid());
                    });
        }
        DataDirectory.open(directory.resolve("data")).close();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(WeirpoolException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theEnvironmentIsItsOwnersOnly() throws IOException {
        Path file = directory.resolve("weirpool.env");
        EnvironmentFile environment = new EnvironmentFile(file);
        environment.write(Map.of("WEIRPOOL_KAFKA", "127.0.0.1:9092"));

        assertThat(file).hasContent("WEIRPOOL_KAFKA=127.0.0.1:9092\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(EnvironmentFile.variable(directory, "WEIRPOOL_KAFKA")).contains("127.0.0.1:9092");
        assertThat(EnvironmentFile.variable(directory, "WEIRPOOL")).isEmpty();
        environment.write(Map.of());
        environment.remove();
        environment.remove();
        assertThat(EnvironmentFile.variable(directory, "WEIRPOOL_KAFKA")).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
