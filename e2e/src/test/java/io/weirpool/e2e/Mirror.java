package io.weirpool.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sources hold after a history, kept by plain code and loaded into PostgreSQL, where a view's own text can run
 * over it. Shares nothing with the product.
 */
final class Mirror {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> payments = new ArrayList<>();
    private final Map<String, Map<String, Object>> accounts = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> readings = new LinkedHashMap<>();

    void apply(History.Batch batch) {
        for (Map<String, Object> row : batch.rows()) {
            switch (batch.source()) {
                case "payment" -> payments.add(row);
                case "account" -> put(accounts, row.get("account_id").toString(), batch.delete(), row);
                case "reading" -> put(readings, row.get("site") + "/" + row.get("sensor"), batch.delete(), row);
                default -> throw new IllegalArgumentException(batch.source());
            }
        }
    }

    private static void put(
            Map<String, Map<String, Object>> table, String key, boolean delete, Map<String, Object> row) {
        if (delete) {
            table.remove(key);
        } else {
            table.put(key, row);
        }
    }

    /** Makes the schema {@code mirror} anew with the sources as tables and the plain views over them. */
    void load(Connection connection, String sources, String plainViews) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS mirror CASCADE");
            statement.execute("CREATE SCHEMA mirror");
            statement.execute("SET search_path = mirror");
            statement.execute(sources.replace("CREATE STREAM", "CREATE TABLE"));
            if (!plainViews.isEmpty()) {
                statement.execute(plainViews);
            }
        }
        insert(connection, "payment", payments);
        insert(connection, "account", accounts.values());
        insert(connection, "reading", readings.values());
    }

    private static void insert(Connection connection, String table, Collection<Map<String, Object>> rows)
            throws SQLException {
        String sql = "INSERT INTO mirror.%s SELECT * FROM jsonb_populate_recordset(NULL::mirror.%s, ?::jsonb)"
                .formatted(table, table);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, JSON.writeValueAsString(rows));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query as text, sorted: a bag that can be compared. */
    static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT t::text FROM (" + query + ") AS t")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        rows.sort(null);
        return rows;
    }
}
