package io.weirpool.app.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool of sessions, read-only unless said otherwise, and what PostgreSQL's refusals mean to who asked. */
final class Database implements AutoCloseable {
    private static final Map<String, ErrorCode> BY_STATE = Map.of(
            "57014", ErrorCode.QUERY_TIMEOUT, // query_canceled, by statement_timeout
            "42P01", ErrorCode.NOT_READY, // undefined_table: the sink has not made it yet
            "3F000", ErrorCode.NOT_READY, // invalid_schema_name: the sink has not been here yet
            "42883", ErrorCode.NOT_READY, // undefined_function: the same
            "55P03", ErrorCode.QUERY_TIMEOUT); // lock_not_available

    /** Work of one session. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final HikariDataSource pool;

    /** {@code pool}: its name, in metrics and in pg_stat_activity. */
    Database(ReadConfig config, String pool, MeterRegistry metrics) {
        this(config, pool, metrics, true);
    }

    /** The same with sessions that may write. */
    static Database writable(ReadConfig config, String pool, MeterRegistry metrics) {
        return new Database(config, pool, metrics, false);
    }

    private Database(ReadConfig config, String pool, MeterRegistry metrics, boolean readOnly) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(pool);
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.connections());
        hikari.setMinimumIdle(0); // nobody reading costs PostgreSQL nothing
        hikari.setIdleTimeout(60_000);
        hikari.setConnectionTimeout(2_000); // a caller would rather hear 503 than wait
        hikari.setInitializationFailTimeout(-1); // PostgreSQL may come up later
        hikari.setReadOnly(readOnly);
        hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
        hikari.addDataSourceProperty("ApplicationName", "weirpool " + pool);
        // Values are taken as PostgreSQL prints them, so how it prints is fixed.
        hikari.addDataSourceProperty(
                "options", "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c extra_float_digits=1");
        this.pool = new HikariDataSource(hikari);
    }

    /** Each statement sees what is committed when it begins. */
    <T> T read(Work<T> work) {
        return with(true, Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** One row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    /** The rows of one query, in its order. */
    <T> List<T> list(SqlBuilder sql, Row<T> reading) {
        return read(connection -> {
            List<T> found = new ArrayList<>();
            try (PreparedStatement query = sql.prepare(connection);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(reading.from(row));
                }
            }
            return found;
        });
    }

    /** All statements see one snapshot. */
    <T> T readSnapshot(Work<T> work) {
        return with(false, Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    /** One transaction, committed when {@code work} returns. */
    <T> T change(Work<T> work) {
        return with(false, Connection.TRANSACTION_READ_COMMITTED, connection -> {
            T result = work.run(connection);
            connection.commit();
            return result;
        });
    }

    private <T> T with(boolean autoCommit, int isolation, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
            try {
                return work.run(connection);
            } finally {
                if (!autoCommit) {
                    connection.rollback(); // what was not committed
                }
            }
        } catch (SQLException e) {
            throw meaning(e);
        }
    }

    private static WeirpoolException meaning(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        ErrorCode known = BY_STATE.get(state);
        if (known != null) {
            return new WeirpoolException(known, firstLine(e), e);
        }
        if (state.startsWith("22")) { // a value that does not fit
            return new WeirpoolException(ErrorCode.QUERY_INVALID, firstLine(e), e);
        }
        return new WeirpoolException(ErrorCode.DATABASE_UNAVAILABLE, firstLine(e), e);
    }

    /** PostgreSQL's message quotes the value; a long one is cut. */
    static String firstLine(SQLException e) {
        @Nullable String message = e.getMessage();
        String line =
                message == null ? e.toString() : message.lines().findFirst().orElse("");
        line = line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : line;
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    @Override
    public void close() {
        pool.close();
    }
}
