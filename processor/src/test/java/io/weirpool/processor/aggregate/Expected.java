package io.weirpool.processor.aggregate;

import io.weirpool.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL with the same rows. */
final class Expected implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Connection connection;

    private Expected(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        execute("SET timezone = 'UTC'");
    }

    static Expected start(Path directory) throws SQLException {
        return new Expected(EmbeddedPostgres.start(directory.resolve("postgres")));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @param types of the columns, as PostgreSQL casts to them */
    void fill(String table, List<String> types, List<String[]> rows) throws SQLException {
        execute("TRUNCATE " + table);
        String values =
                String.join(", ", types.stream().map(type -> "?::" + type).toList());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + values + ")")) {
            for (String[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setString(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** All rows, each value as text. */
    List<List<String>> query(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
