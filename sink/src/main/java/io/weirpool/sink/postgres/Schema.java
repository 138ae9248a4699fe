package io.weirpool.sink.postgres;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Schema {@code weirpool}: positions, progress, dead letters and the functions people call. */
public final class Schema {
    /** NULLS NOT DISTINCT. */
    private static final int SERVER_VERSION_MIN = 150_000;

    /** Files {@code schema-<n>.sql}, run in order, each once. */
    private static final int LATEST = 3;

    private final Database database;

    public Schema(Database database) {
        this.database = database;
    }

    /**
     * Brings the schema to the newest version and records which pipeline the database serves. Safe to repeat, and for
     * several sinks at once.
     *
     * @throws WeirpoolException {@code POSTGRES_TOO_OLD}; {@code PIPELINE_DIFFERS} when the database serves another
     * @throws SQLException nothing was changed
     */
    public void install(Name pipeline) throws SQLException {
        database.inTransaction(connection -> {
            checkServer(connection);
            AdvisoryLock.take(connection, "weirpool.schema");
            migrate(connection);
            record(connection, pipeline);
            return true;
        });
    }

    /** Says which revision of the catalog is followed now, before anything of it is made. */
    public void follow(long revision) throws SQLException {
        database.inTransaction(connection -> {
            Followed.raise(connection, revision);
            return true;
        });
    }

    private static void checkServer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int,"
                        + " current_setting('server_version'), current_setting('server_encoding')")) {
            row.next();
            if (row.getInt(1) < SERVER_VERSION_MIN) {
                throw new WeirpoolException(ErrorCode.POSTGRES_TOO_OLD, "PostgreSQL " + row.getString(2));
            }
            if (!row.getString(3).equals("UTF8")) {
                throw new WeirpoolException(
                        ErrorCode.CONFIG_INVALID,
                        "sink.database: the database's encoding is " + row.getString(3) + ", needed is UTF8");
            }
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS weirpool");
                statement.execute("CREATE TABLE weirpool.schema_version (version integer PRIMARY KEY)");
            }
            int installed = installed(statement);
            if (installed > LATEST) {
                throw new WeirpoolException(
                        ErrorCode.STATE_FORMAT_UNKNOWN,
                        "schema weirpool has version " + installed + ", this program knows " + LATEST);
            }
            for (int version = installed + 1; version <= LATEST; version++) {
                statement.execute(script(version));
                statement.execute("INSERT INTO weirpool.schema_version VALUES (" + version + ")");
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('weirpool.schema_version') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static int installed(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT coalesce(max(version), 0) FROM weirpool.schema_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void record(Connection connection, Name pipeline) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO weirpool.pipeline (name) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, pipeline.value());
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM weirpool.pipeline")) {
            row.next();
            if (!row.getString(1).equals(pipeline.value())) {
                throw new WeirpoolException(
                        ErrorCode.PIPELINE_DIFFERS,
                        "the database serves pipeline " + row.getString(1) + ", this is pipeline " + pipeline);
            }
        }
    }

    private static String script(int version) {
        try (InputStream in = Schema.class.getResourceAsStream("schema-" + version + ".sql")) {
            return new String(Objects.requireNonNull(in, "schema script").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema-" + version + ".sql", e);
        }
    }
}
