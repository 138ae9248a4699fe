package io.weirpool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Machine MACHINE = new Machine("a CPU", 2, 4096, "17", "abc+", Instant.EPOCH);

    @TempDir
    private Path directory;

    private static Table table(String figure) {
        return new Table(List.of("what", "events/s"), List.of(List.of("q0", figure)));
    }

    @Test
    void figuresTakeThePlaceOfTheLastOnesAndLeaveOthers() throws IOException {
        Path file = directory.resolve("RESULTS.md");
        Results results = new Results(file);
        results.keep("engine", MACHINE, "first", table("1"));
        results.keep("sink", MACHINE, "other", table("2"));

        results.keep("engine", MACHINE, "second", table("3"));

        assertThat(Files.readString(file))
                .contains("## engine", "second", "| q0   | 3        |", "## sink", "other", "| q0   | 2        |")
                .doesNotContain("first", "| q0   | 1");
    }

    @Test
    void programsReadAnArrayOfObjects() {
        assertThat(table("1,234").json().replaceAll("\\s", "")).isEqualTo("[{\"what\":\"q0\",\"events/s\":\"1,234\"}]");
    }
}
