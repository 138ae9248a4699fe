package io.weirpool.sink.postgres;

import io.weirpool.common.model.SqlType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements of one table, each for any number of rows: values travel as one array per column. Thread-safe. */
final class RowStatements {
    private final TableShape shape;
    private final List<SqlType> types;
    private final List<SqlType> keyTypes;
    private final String upsert;

    RowStatements(TableShape shape) {
        this.shape = shape;
        this.types = shape.columns().stream().map(TableShape.TableColumn::type).toList();
        this.keyTypes =
                shape.keyColumns().stream().map(TableShape.TableColumn::type).toList();
        // Key columns are set, too: 1.00 may replace 1.0, which is the same key.
        this.upsert = "INSERT INTO " + shape.qualifiedName() + " (" + shape.quotedNames() + ") SELECT "
                + String.join(", ", values(types)) + " FROM unnest(" + parameters(types) + ") AS d("
                + names(IntStream.range(0, types.size())) + ") ON CONFLICT (" + shape.quotedNames(shape.key())
                + ") DO UPDATE SET "
                + shape.columns().stream()
                        .map(column -> column.quoted() + " = EXCLUDED." + column.quoted())
                        .collect(Collectors.joining(", "));
    }

    private static String names(IntStream indexes) {
        return indexes.mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    }

    /** What {@code unnest} gave, as the columns take it. */
    private static List<String> values(List<SqlType> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> PostgresTypes.cast(types.get(i), "d.v" + i))
                .toList();
    }

    private static String parameters(List<SqlType> types) {
        return types.stream()
                .map(type -> "?::" + PostgresTypes.elementType(type) + "[]")
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes rows, over those of the same keys.
     *
     * @param rows values of all columns of the table; keys are distinct
     */
    void upsert(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            execute(connection, upsert, types, rows, IntStream.range(0, types.size()));
        }
    }

    /**
     * Deletes rows; those that are not there are no mistake.
     *
     * <p>{@code IS NOT DISTINCT FROM} uses no index, but {@code =} and {@code IS NULL} do: so one statement for each
     * pattern of NULLs among the keys.
     *
     * @param keys values of the key columns, in the order of the key
     */
    void delete(Connection connection, List<@Nullable Object[]> keys) throws SQLException {
        Map<List<Integer>, List<@Nullable Object[]>> byPattern = new LinkedHashMap<>();
        for (@Nullable Object[] key : keys) {
            byPattern
                    .computeIfAbsent(nonNull(key), pattern -> new ArrayList<>())
                    .add(key);
        }
        for (Map.Entry<List<Integer>, List<@Nullable Object[]>> same : byPattern.entrySet()) {
            execute(
                    connection,
                    deleteWhere(same.getKey()),
                    keyTypes,
                    same.getValue(),
                    same.getKey().stream().mapToInt(i -> i));
        }
    }

    private static List<Integer> nonNull(@Nullable Object[] key) {
        return IntStream.range(0, key.length)
                .filter(i -> key[i] != null)
                .boxed()
                .toList();
    }

    private String deleteWhere(List<Integer> nonNull) {
        List<String> conditions = new ArrayList<>();
        List<String> values = values(keyTypes);
        for (int i = 0; i < keyTypes.size(); i++) {
            String column = "t." + shape.keyColumns().get(i).quoted();
            conditions.add(nonNull.contains(i) ? column + " = " + values.get(i) : column + " IS NULL");
        }
        String using = nonNull.isEmpty()
                ? ""
                : " USING unnest("
                        + parameters(nonNull.stream().map(keyTypes::get).toList()) + ") AS d("
                        + names(nonNull.stream().mapToInt(i -> i)) + ")";
        return "DELETE FROM " + shape.qualifiedName() + " AS t" + using + " WHERE " + String.join(" AND ", conditions);
    }

    private static void execute(
            Connection connection,
            String sql,
            List<SqlType> types,
            List<@Nullable Object[]> rows,
            IntStream wantedColumns)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (int column : wantedColumns.toArray()) {
                Array values = ColumnArrays.of(connection, types.get(column), rows, column);
                statement.setArray(parameter++, values);
            }
            statement.executeUpdate();
        }
    }
}
