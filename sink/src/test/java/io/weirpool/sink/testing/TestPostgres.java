package io.weirpool.sink.testing;

import io.weirpool.common.model.Name;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sink.postgres.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests, a new database for each. */
public final class TestPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final EmbeddedPostgres server;
    private final String url;

    private TestPostgres(EmbeddedPostgres server, String url) {
        this.server = server;
        this.url = url;
    }

    /** The database of another server. */
    public static TestPostgres of(EmbeddedPostgres server) {
        return new TestPostgres(server, server.jdbcUrl());
    }

    private static EmbeddedPostgres start() {
        try {
            Path directory = Files.createTempDirectory("weirpool-sink");
            EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("pg"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestPostgres newDatabase() {
        String name = "t" + NUMBER.incrementAndGet();
        of(SERVER).execute("CREATE DATABASE " + name);
        return new TestPostgres(SERVER, SERVER.jdbcUrl().replaceAll("/[^/]*$", "/" + name));
    }

    public DatabaseConfig config() {
        return new DatabaseConfig(url, server.user(), server.password(), new Name("public"), 3);
    }

    public Connection connect() throws SQLException {
        return connect("");
    }

    /** With the server's options, such as {@code -c TimeZone=Asia/Kathmandu}. */
    public Connection connect(String options) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", server.user());
        properties.put("password", server.password());
        properties.put("options", options);
        return DriverManager.getConnection(url, properties);
    }

    public void execute(String... sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows as text, columns joined by {@code |}, NULL as {@code ∅}. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'"); // the driver asks for the JVM's
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i) == null ? "∅" : rows.getString(i));
                }
                found.add(String.join("|", row));
            }
        }
        return found;
    }
}
