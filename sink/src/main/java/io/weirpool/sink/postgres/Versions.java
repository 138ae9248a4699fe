package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Versions of views in the database: table, readable view, state, and what progress is expected of them. */
public final class Versions {
    /** In a database that is not the one it was built in. */
    private static final String COPIES_LOST =
            "resume: its older rows were copied within a database that is no longer there";

    private final Database database;
    private final ReadableView readable;

    /**
     * For one database.
     *
     * @param schema of the readable views
     */
    public Versions(Database database, Name schema) {
        this.database = database;
        this.readable = new ReadableView(schema);
    }

    /**
     * Sees to it that the version has its table and its rows in schema {@code weirpool}. The first of its view is live and
     * readable at once; another one is being built, and gets its indexes when it is. Safe to repeat, and for several sinks
     * at once.
     *
     * @return false when the version is retired: it has no table any more and will have none
     * @throws io.weirpool.common.error.WeirpoolException {@code TABLE_SHAPE_DIFFERS} when there is something else under one
     *     of the names
     * @throws SQLException nothing was changed
     */
    public boolean ensure(Name pipeline, View view) throws SQLException {
        TableShape shape = TableShape.of(view);
        return database.inTransaction(connection -> {
            AdvisoryLock.take(connection, "weirpool.view." + view.name());
            String state = register(connection, view, shape);
            if (state.equals("retired")) {
                return false;
            }
            ensureTable(connection, shape, state.equals("live"));
            expect(connection, pipeline, view);
            if (state.equals("live")) {
                readable.ensure(connection, view, shape);
            }
            return true;
        });
    }

    private static void ensureTable(Connection connection, TableShape shape, boolean indexed) throws SQLException {
        if (!ExistingTable.isThere(connection, TableShape.SCHEMA, shape.name())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(shape.create());
                if (indexed) {
                    for (String index : shape.createIndexes("").values()) {
                        statement.execute(index);
                    }
                }
            }
        }
        ExistingTable.requireShape(connection, shape);
    }

    /** The state of the version now. */
    private static String register(Connection connection, View view, TableShape shape) throws SQLException {
        String sql = """
            INSERT INTO weirpool.version (view, version, state, table_name, flow, waits_for)
            SELECT ?, ?, CASE WHEN EXISTS (SELECT FROM weirpool.version WHERE view = ? AND state <> 'retired')
                              THEN 'building' ELSE ? END, ?, ?, ?
            ON CONFLICT (view, version) DO UPDATE SET state = version.state
            RETURNING state
            """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, view.name().value());
            insert.setInt(2, view.version());
            insert.setString(3, view.name().value());
            insert.setString(4, view.copied() == null ? "live" : "broken");
            insert.setString(5, TableShape.SCHEMA + "." + shape.name());
            insert.setInt(6, view.flow());
            insert.setString(7, view.copied() == null ? null : COPIES_LOST);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getString(1);
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
}
