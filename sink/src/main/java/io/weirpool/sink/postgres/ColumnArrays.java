package io.weirpool.sink.postgres;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.SqlType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of one column, of many rows, as one parameter for {@code unnest}. */
final class ColumnArrays {
    private ColumnArrays() {}

    /**
     * The array.
     *
     * @param index of the column in the rows
     */
    static Array of(Connection connection, SqlType type, List<@Nullable Object[]> rows, int index) throws SQLException {
        return connection.createArrayOf(PostgresTypes.elementType(type), values(type, rows, index));
    }

    private static @Nullable Object[] values(SqlType type, List<@Nullable Object[]> rows, int index) {
        return switch (type.kind()) {
            case BOOLEAN -> collect(rows, index, new Boolean[rows.size()], v -> (Boolean) v);
            case SMALLINT -> collect(rows, index, new Short[rows.size()], v -> ((Integer) v).shortValue());
            case INTEGER -> collect(rows, index, new Integer[rows.size()], v -> (Integer) v);
            case BIGINT -> collect(rows, index, new Long[rows.size()], v -> (Long) v);
            case REAL -> collect(rows, index, new Float[rows.size()], v -> (Float) v);
            case DOUBLE -> collect(rows, index, new Double[rows.size()], v -> (Double) v);
            case VARBINARY -> collect(rows, index, new byte[rows.size()][], v -> ((Bytes) v).array());
            default -> collect(rows, index, new String[rows.size()], v -> PostgresText.of(type, v));
        };
    }

    private static <T> @Nullable T[] collect(
            List<@Nullable Object[]> rows, int index, @Nullable T[] into, Function<Object, T> convert) {
        for (int i = 0; i < into.length; i++) {
            Object value = rows.get(i)[index];
            into[i] = value == null ? null : convert.apply(value);
        }
        return into;
    }
}
