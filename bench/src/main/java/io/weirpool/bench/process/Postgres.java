package io.weirpool.bench.process;

import io.weirpool.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/** A PostgreSQL server, fsync on, and a database of its own for each run. */
public final class Postgres implements AutoCloseable {
    private static final String OTHER_SESSIONS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    private static final String ROWS_WRITTEN = "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            + " FROM pg_stat_user_tables WHERE schemaname <> 'weirpool'";
    private static final long LOOK_MS = 50;

    private final EmbeddedPostgres server;
    private final long pid;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Postgres(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    public static Postgres start(Path directory) {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory);
        try {
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            Postgres started = new Postgres(server, Long.parseLong(pid.strip()));
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "bench-stop-postgres"));
            return started;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("PostgreSQL runs without its pid file", e);
        }
    }

    /** Makes an empty database; what others left is written to disk before, so that it is nobody's work later. */
    public Database create(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
            statement.execute("CHECKPOINT");
        }
        return new Database(this, name);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), server.user(), server.password());
    }

    private String url(String database) {
        return server.jdbcUrl().replaceFirst("[^/]*$", database);
    }

    /**
     * A database of the server.
     *
     * @param name as created
     */
    public record Database(Postgres postgres, String name) {
        public Connection connect() throws SQLException {
            return postgres.connect(name);
        }

        /** Without user and password. */
        public String url() {
            return postgres.url(name);
        }

        public String user() {
            return postgres.server.user();
        }

        public String password() {
            return postgres.server.password();
        }

        /**
         * How many rows were inserted, updated and deleted in its tables so far, those that are Weirpool's own not counted. When all clients
         * have left: a session tells of the last only at its end.
         */
        public long rowsWritten() throws SQLException, InterruptedException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                while (number(statement, OTHER_SESSIONS) > 0) {
                    Thread.sleep(LOOK_MS);
                }
                return number(statement, ROWS_WRITTEN);
            }
        }

        private static long number(Statement statement, String sql) throws SQLException {
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        /** For clients that take everything in one. */
        public String urlWithPassword() {
            return url() + "?user=" + user() + "&password=" + password();
        }
    }

    /** CPU seconds of all its processes so far. */
    public double cpuSeconds() {
        return Usage.cpuSecondsWithChildren(pid);
    }

    @Override
    public void close() {
        if (stopped.compareAndSet(false, true)) {
            server.close();
        }
    }
}
