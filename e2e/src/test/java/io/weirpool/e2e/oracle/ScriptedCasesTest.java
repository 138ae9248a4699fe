package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Histories written by hand, step by step: after each statement every view equals its query run by PostgreSQL.
 *
 * <p>{@code -Dscript=FILE} runs that file instead.
 */
class ScriptedCasesTest {
    private static final int SEEDS = 2;

    private static EmbeddedPostgres server;
    private static Connection connection;

    @BeforeAll
    static void start(@TempDir Path directory) throws SQLException {
        server = EmbeddedPostgres.start(directory.resolve("postgres"));
        connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> viewsEqualTheirQueriesAfterEachStatement() throws IOException, URISyntaxException {
        String one = System.getProperty("script");
        return (one == null ? scripts() : List.of(Path.of(one)))
                .stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException, SQLException {
        Script script = Script.of(Files.readString(file, UTF_8));
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<String> failures = new ScriptRun(script, connection, seed).failures();
            assertThat(failures)
                    .as("%s, seed %d: %d failures", file.getFileName(), seed, failures.size())
                    .isEmpty();
        }
    }

    private static List<Path> scripts() throws IOException, URISyntaxException {
        URL directory = Objects.requireNonNull(ScriptedCasesTest.class.getResource("scripts"));
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.sorted().toList();
        }
    }
}
