package io.weirpool.sink.postgres;

import static io.weirpool.sink.postgres.Identifiers.quote;

import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Versions of views in the database: table, readable view, state, and what progress is expected of them. */
public final class Versions {
    private final Database database;
    private final Name schema;

    /**
     * For one database.
     *
     * @param schema of the readable views
     */
    public Versions(Database database, Name schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Sees to it that the version has its table, its rows in schema {@code weirpool}, and, when it is the first of its
     * view, the readable view; it is live then. Safe to repeat, and for several sinks at once.
     *
     * @throws WeirpoolException {@code TABLE_SHAPE_DIFFERS} when there is something else under one of the names
     * @throws SQLException nothing was changed
     */
    public void ensure(Name pipeline, View view) throws SQLException {
        TableShape shape = TableShape.of(view);
        database.inTransaction(connection -> {
            AdvisoryLock.take(connection, "weirpool.view." + view.name());
            ensureTable(connection, shape);
            boolean live = register(connection, view, shape);
            expect(connection, pipeline, view);
            if (live) {
                ensureReadable(connection, view, shape);
            }
            return true;
        });
    }

    private static void ensureTable(Connection connection, TableShape shape) throws SQLException {
        if (!ExistingTable.isThere(connection, TableShape.SCHEMA, shape.name())) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : shape.create()) {
                    statement.execute(sql);
                }
            }
        }
        ExistingTable.requireShape(connection, shape);
    }

    /** Whether the version is live now. */
    private static boolean register(Connection connection, View view, TableShape shape) throws SQLException {
        String sql = """
                INSERT INTO weirpool.version (view, version, state, table_name, flow)
                SELECT ?, ?, CASE WHEN EXISTS (SELECT FROM weirpool.version WHERE view = ?) THEN 'building'
                                  ELSE 'live' END, ?, ?
                ON CONFLICT (view, version) DO UPDATE SET state = version.state
                RETURNING state
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, view.name().value());
            insert.setInt(2, view.version());
            insert.setString(3, view.name().value());
            insert.setString(4, TableShape.SCHEMA + "." + shape.name());
            insert.setInt(5, view.flow());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getString(1).equals("live");
            }
        }
    }

    private static void expect(Connection connection, Name pipeline, View view) throws SQLException {
        String sql = """
                INSERT INTO weirpool.expected (view, version, view_partition, log, partition)
                SELECT ?, ?, q, ?, p
                  FROM generate_series(0, ? - 1) q CROSS JOIN generate_series(0, ? - 1) p
                 WHERE ? OR p = q
                ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (View.Input input : view.inputs()) {
                insert.setString(1, view.name().value());
                insert.setInt(2, view.version());
                insert.setString(3, Topics.log(pipeline, input.source()));
                insert.setInt(4, view.partitions());
                insert.setInt(5, input.partitions());
                insert.setBoolean(6, input.spread());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void ensureReadable(Connection connection, View view, TableShape shape) throws SQLException {
        if (ExistingTable.isReadableOver(connection, schema.value(), view.name().value(), shape)) {
            return;
        }
        if (ExistingTable.isThere(connection, schema.value(), view.name().value())) {
            throw new WeirpoolException(
                    ErrorCode.TABLE_SHAPE_DIFFERS,
                    schema + "." + view.name() + " exists and is not Weirpool's view over " + shape.name());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + quote(schema.value()));
            statement.execute(shape.createReadable(schema.value(), view.name().value()));
        }
    }
}
