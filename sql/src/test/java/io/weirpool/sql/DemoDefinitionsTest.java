package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoDefinitionsTest {
    @Test
    void definitionsOfTheDemoCompile() throws IOException {
        String sql = Files.readString(Path.of("..", "examples", "flights", "flights.sql"));
        assertThat(Compiled.pipeline(sql).views()).hasSize(7);
    }
}
