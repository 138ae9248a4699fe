package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import io.weirpool.app.verify.VerifyClient;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} finds what an operator does wrong: the product runs with a join that never takes a pair of rows back. */
class BrokenOperatorTest {
    private static final Path JOIN = Path.of(
            "..", "processor", "src", "main", "java", "io", "weirpool", "processor", "operator", "InnerJoin.java");

    private static final String EMITS = "output.emit(pair, weight);";

    private static final String DEFINITIONS = """
        CREATE STREAM event (id BIGINT NOT NULL, place BIGINT NOT NULL);
        CREATE TABLE place (id BIGINT PRIMARY KEY, label TEXT NOT NULL);
        CREATE MATERIALIZED VIEW joined AS SELECT e.id, p.label FROM event e JOIN place p ON p.id = e.place;
        CREATE MATERIALIZED VIEW counted AS SELECT place, count(*) AS n FROM event GROUP BY place;
        """;

    @TempDir
    private Path directory;

    @Test
    void verifyReportsIt() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("shop.sql"), DEFINITIONS);
        try (DevProcess dev = DevProcess.patched(brokenJoin(), definitions, directory.resolve("data"));
                Connection connection = dev.connect()) {
            Producer producer = new Producer(dev.url());
            producer.accepted("/v1/tables/place", List.of(Map.of("id", 1, "label", "harbour")));
            seen(connection, producer.accepted("/v1/streams/event", List.of(Map.of("id", 7, "place", 1))));
            assertThat(verify(dev, "joined").path("state").asText()).isEqualTo("equal");

            seen(connection, producer.accepted("/v1/tables/place", List.of(Map.of("id", 1, "label", "mill"))));
            JsonNode verdict = verify(dev, "joined");
            assertThat(verdict.path("state").asText()).as(verdict.toString()).isEqualTo("different");
            assertThat(verdict.path("differences"))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line.asText()).contains("harbour", "not in the query's result"));
            assertThat(verify(dev, "counted").path("state").asText()).isEqualTo("equal");
        }
    }

    private static void seen(Connection connection, String receipt) throws Exception {
        Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '60 s')");
    }

    private static JsonNode verify(DevProcess dev, String view) throws Exception {
        return new VerifyClient(new Server(URI.create(dev.url()))).verify(view, Map.of(), running -> {});
    }

    private Path brokenJoin() throws IOException {
        String sound = Files.readString(JOIN);
        assertThat(sound).containsOnlyOnce(EMITS);
        Path source = directory.resolve("InnerJoin.java");
        Files.writeString(source, sound.replace(EMITS, "if (weight > 0) { " + EMITS + " }"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-cp", ProductProcess.classPath(), "-d", classes.toString());
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(said.toString())
                    .isTrue();
        }
        return classes;
    }
}
