package io.weirpool.bench.engine;

import io.weirpool.bench.process.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Looks at what a reader of the table sees. */
final class Watching implements AutoCloseable {
    private final Connection connection;

    Watching(Postgres.Database database) throws SQLException {
        this.connection = database.connect();
    }

    boolean exists(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    boolean hasRow(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return rows.next();
        }
    }

    /** Whether the view's table holds the effects of everything before these offsets. */
    boolean hasReached(String view, Map<String, Map<Integer, Long>> ends) throws SQLException {
        String sql = "SELECT log, partition, next_offset FROM weirpool.progress WHERE view = ?";
        Map<String, Map<Integer, Long>> reached = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reached.computeIfAbsent(rows.getString(1), log -> new HashMap<>())
                            .put(rows.getInt(2), rows.getLong(3));
                }
            }
        }
        return ends.entrySet().stream()
                .allMatch(log -> log.getValue().entrySet().stream()
                        .allMatch(end ->
                                reached.getOrDefault(log.getKey(), Map.of()).getOrDefault(end.getKey(), 0L)
                                        >= end.getValue()));
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
