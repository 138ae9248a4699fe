package io.weirpool.sql.oracle;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's tables and answers as rows of ours. */
final class Tables {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /** Makes the tables of the sources in a schema, and fills them. */
    void create(String schema, List<Source> sources, String inserts) throws SQLException {
        execute("CREATE SCHEMA " + schema);
        execute("SET search_path = " + schema);
        for (Source source : sources) {
            String columns = source.columns().columns().stream()
                    .map(c -> c.name() + " " + type(c.type()))
                    .collect(Collectors.joining(", "));
            execute("CREATE TABLE " + source.name() + " (" + columns + ")");
        }
        if (!inserts.isBlank()) {
            execute(inserts);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows of all sources in the schema, by the sources' names. */
    Map<String, List<@Nullable Object[]>> rows(String schema, List<Source> sources) throws SQLException {
        execute("SET search_path = " + schema);
        Map<String, List<@Nullable Object[]>> rows = new HashMap<>();
        for (Source source : sources) {
            List<SqlType> types =
                    source.columns().columns().stream().map(c -> c.type()).toList();
            rows.put(source.name().value(), query("SELECT * FROM " + source.name(), types));
        }
        return rows;
    }

    /** The query's rows, read as these types. */
    List<@Nullable Object[]> query(String sql, List<SqlType> types) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (result.getMetaData().getColumnCount() != types.size()) {
                throw new SQLException("columns: " + result.getMetaData().getColumnCount());
            }
            while (result.next()) {
                @Nullable Object[] row = new Object[types.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(result, i + 1, types.get(i).kind());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Object value(ResultSet row, int column, TypeKind kind) throws SQLException {
        if (row.getObject(column) == null) {
            return null;
        }
        return kind.isArray() ? array(row.getArray(column), kind.element()) : scalar(row, column, kind);
    }

    private static ArrayValue array(Array array, TypeKind element) throws SQLException {
        List<@Nullable Object> elements = new ArrayList<>();
        try (ResultSet numbered = array.getResultSet()) {
            while (numbered.next()) {
                elements.add(value(numbered, 2, element));
            }
        }
        return ArrayValue.of(elements);
    }

    private static Object scalar(ResultSet row, int column, TypeKind kind) throws SQLException {
        return switch (kind) {
            case BOOLEAN -> row.getBoolean(column);
            case SMALLINT, INTEGER -> Integer.valueOf(row.getString(column));
            case BIGINT -> Long.valueOf(row.getString(column));
            case REAL -> row.getFloat(column);
            case DOUBLE -> row.getDouble(column);
            case DECIMAL -> new BigDecimal(row.getString(column));
            case CHAR -> row.getString(column).stripTrailing();
            case DATE -> (int) row.getObject(column, LocalDate.class).toEpochDay();
            case TIME -> row.getObject(column, LocalTime.class).toNanoOfDay() / 1_000;
            case TIMESTAMP -> EPOCH.until(row.getObject(column, LocalDateTime.class), ChronoUnit.MICROS);
            case TIMESTAMPTZ ->
                EPOCH.until(
                        row.getObject(column, OffsetDateTime.class)
                                .atZoneSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime(),
                        ChronoUnit.MICROS);
            default -> row.getString(column);
        };
    }

    private static String type(SqlType type) {
        String name = switch (type.kind()) {
            case DOUBLE -> "double precision";
            case JSON -> "jsonb";
            case VARCHAR, CHAR -> type.precision() < 0 ? "text" : type.toString();
            default -> type.toString();
        };
        boolean text = type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR;
        return name + (text ? " COLLATE \"C\"" : "") + (type.nullable() ? "" : " NOT NULL");
    }
}
