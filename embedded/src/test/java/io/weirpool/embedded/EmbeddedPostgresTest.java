package io.weirpool.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path directory;

    @Test
    void rowsSurviveARestartAndTheServerIsDurable() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("pg"))) {
            execute(server, "CREATE TABLE t AS SELECT 42 AS answer");
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThat(query(again, "SELECT answer FROM t")).isEqualTo("42");
            assertThat(query(again, "SHOW fsync")).isEqualTo("on");
            assertThat(query(again, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aServerLeftByAKilledProcessIsReplaced() throws Exception {
        EmbeddedPostgres left = EmbeddedPostgres.start(directory.resolve("pg"));
        execute(left, "CREATE TABLE t AS SELECT 7 AS n");
        // what a killed JVM leaves: the server running, the lock file free
        Path copy = directory.resolve("pg");
        Files.delete(copy.resolve("epg-lock"));
        try (EmbeddedPostgres next = EmbeddedPostgres.start(copy)) {
            assertThat(query(next, "SELECT n FROM t")).isEqualTo("7");
            assertThat(next.port()).isNotEqualTo(left.port());
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
