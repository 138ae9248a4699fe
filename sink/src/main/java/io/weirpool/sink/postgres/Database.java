package io.weirpool.sink.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A small pool of connections whose sessions cannot hold others up for long. Thread-safe. */
public final class Database implements AutoCloseable {
    /*
     * A lock that is not free within a second is somebody's long statement on one view: that view waits with back-off,
     * so that the others go on. A sink that was stopped in a transaction loses its session after five, which frees the
     * rows its successor must write (StoppedSinks sees to those stopped in the middle of a statement). No statement of ours takes half a minute unless something is broken.
     */
    private static final String SESSION =
            "-c lock_timeout=1s -c idle_in_transaction_session_timeout=5s -c statement_timeout=30s";

    /** What PostgreSQL calls the sessions of all sinks. */
    static final String APPLICATION = "weirpool-sink";

    private static final long CONNECTION_WAIT_MS = 5_000; // the loop that writes must come round to poll Kafka
    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    private static final int SOCKET_TIMEOUT_SECONDS = 40; // beyond statement_timeout: only a dead network gets here

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Does not connect yet: PostgreSQL may come later. */
    public static Database open(DatabaseConfig config, MeterRegistry meters) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(APPLICATION);
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(1);
        hikari.setAutoCommit(false);
        hikari.setInitializationFailTimeout(-1);
        hikari.setConnectionTimeout(CONNECTION_WAIT_MS);
        hikari.addDataSourceProperty("ApplicationName", APPLICATION);
        hikari.addDataSourceProperty("options", SESSION);
        hikari.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        hikari.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        hikari.addDataSourceProperty("tcpKeepAlive", true);
        hikari.setMetricRegistry(meters);
        return new Database(new HikariDataSource(hikari));
    }

    /** Work on one connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in one transaction and commits it.
     *
     * @throws SQLException nothing of it stands, unless the connection broke during COMMIT: then it may, and whoever
     *     tries again must find out from the rows themselves
     */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** Runs statements that cannot run in a transaction, such as CREATE INDEX CONCURRENTLY, for as long as they take. */
    void alone(Connections work) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement settings = connection.createStatement()) {
            int socketTimeout = connection.getNetworkTimeout();
            connection.setAutoCommit(true);
            settings.execute("SET statement_timeout = 0");
            connection.setNetworkTimeout(Runnable::run, 0);
            try {
                work.run(connection);
            } finally {
                connection.setNetworkTimeout(Runnable::run, socketTimeout);
                settings.execute("RESET statement_timeout");
            }
        }
    }

    /** Work without a result. */
    interface Connections {
        void run(Connection connection) throws SQLException;
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is gone, and with it the transaction
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
