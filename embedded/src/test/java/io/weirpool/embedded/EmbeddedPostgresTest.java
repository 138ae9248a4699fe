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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        // what a killed JVM leaves: the server running
        Path copy = directory.resolve("pg");
        try (EmbeddedPostgres next = EmbeddedPostgres.start(copy)) {
            assertThat(query(next, "SELECT n FROM t")).isEqualTo("7");
            assertThat(next.port()).isNotEqualTo(left.port());
        }
    }

    @Test
    void aServerKilledWithAllItsProcessesIsRecovered() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(directory.resolve("pg"));
        execute(killed, "CREATE TABLE t AS SELECT 7 AS n");
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThat(query(next, "SELECT n FROM t")).isEqualTo("7");
        }
    }

    @Test
    void aPostmasterKilledAloneIsRecovered() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(directory.resolve("pg"));
        execute(killed, "CREATE TABLE t AS SELECT 7 AS n");
        postmaster().destroyForcibly();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThat(query(next, "SELECT n FROM t")).isEqualTo("7");
        }
    }

    @Test
    void aPidFileThatNamesAnotherProcessDoesNotKeepTheServerFromStarting() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(directory.resolve("pg"));
        execute(killed, "CREATE TABLE t AS SELECT 7 AS n");
        Path pidFile = directory.resolve("pg").resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        postmaster().destroyForcibly();
        Process other = new ProcessBuilder("sleep", "600").start(); // its number, given again
        try {
            lines.set(0, Long.toString(other.pid()));
            Files.write(pidFile, lines);
            try (EmbeddedPostgres next = EmbeddedPostgres.start(directory.resolve("pg"))) {
                assertThat(query(next, "SELECT n FROM t")).isEqualTo("7");
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aDirectoryHalfMadeByAKilledProcessIsMadeAgain() throws Exception {
        Path half = Files.createDirectories(directory.resolve("pg.new"));
        Files.writeString(half.resolve("postgresql.conf"), "half");
        Files.writeString(directory.resolve("pg.password.new"), "");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
            assertThat(server.password()).hasSize(48);
        }
    }

    @Test
    void aProgramAtHomeInTheDirectoryIsLeftAlone() throws Exception {
        EmbeddedPostgres.start(directory.resolve("pg")).close();
        Process shell = new ProcessBuilder("sleep", "600")
                .directory(directory.resolve("pg").toFile())
                .start();
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory.resolve("pg"))) {
            assertThat(query(again, "SELECT 1")).isEqualTo("1");
            assertThat(shell.isAlive()).isTrue();
        } finally {
            shell.destroyForcibly();
        }
    }

    private ProcessHandle postmaster() throws Exception {
        String pid = Files.readAllLines(directory.resolve("pg").resolve("postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
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
