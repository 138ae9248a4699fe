package io.weirpool.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sources hold after a history, kept by plain code and loaded into PostgreSQL, where a view's own text can run
 * over it. Shares nothing with the product.
 */
final class Mirror {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    /** By source; the rows of a stream under their number, those of a table under their key. */
    private final Map<String, Map<Object, Map<String, Object>>> sources = new LinkedHashMap<>();

    void apply(Batch batch) {
        Map<Object, Map<String, Object>> rows = sources.computeIfAbsent(batch.source(), s -> new LinkedHashMap<>());
        for (Map<String, Object> row : batch.rows()) {
            if (batch.key().isEmpty()) {
                rows.put(rows.size(), row);
            } else if (batch.delete()) {
                rows.remove(batch.key().stream().map(row::get).toList());
            } else {
                rows.put(batch.key().stream().map(row::get).toList(), row);
            }
        }
    }

    /** Makes the schema {@code mirror} anew with the sources as tables and the views as plain views over them. */
    void load(Connection connection, String declarations, String views) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS mirror CASCADE");
            statement.execute("CREATE SCHEMA mirror");
            statement.execute("SET search_path = mirror");
            statement.execute(declarations
                    .replace("CREATE STREAM", "CREATE TABLE")
                    .replace(" VARBINARY", " BYTEA")
                    .replace(" JSON", " JSONB"));
            statement.execute(views.replace(" MATERIALIZED ", " "));
        }
        for (Map.Entry<String, Map<Object, Map<String, Object>>> source : sources.entrySet()) {
            insert(connection, source.getKey(), source.getValue().values());
        }
    }

    private static void insert(Connection connection, String table, Collection<Map<String, Object>> rows)
            throws SQLException {
        String sql = "INSERT INTO mirror.%s SELECT * FROM jsonb_populate_recordset(NULL::mirror.%s, ?::jsonb)"
                .formatted(table, table);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(
                    1,
                    JSON.writeValueAsString(
                            rows.stream().map(Mirror::asPostgresReads).toList()));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes are the one type that PostgreSQL reads in another form. */
    private static Map<String, Object> asPostgresReads(Map<String, Object> row) {
        Map<String, Object> copy = new LinkedHashMap<>(row);
        copy.computeIfPresent("raw", (name, base64) -> "\\x" + HEX.formatHex(BASE64.decode((String) base64)));
        return copy;
    }

    /** The rows of a query as text, sorted: a bag that can be compared. */
    static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT whole_row::text FROM (" + query + ") AS whole_row")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        rows.sort(null);
        return rows;
    }
}
