package io.weirpool.sink.postgres;

import io.weirpool.common.topic.OpenError;
import io.weirpool.sink.batch.ErrorRecord;
import io.weirpool.sink.batch.ViewPartition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;

/** Table {@code weirpool.open_errors}: keys whose row cannot be computed now. */
final class OpenErrors {
    private static final String OPEN = """
            INSERT INTO weirpool.open_errors AS e (view, version, key, code, detail, traceparent)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (view, version, md5(key))
            DO UPDATE SET code = EXCLUDED.code, detail = EXCLUDED.detail, traceparent = EXCLUDED.traceparent
            """;
    private static final String CLOSE =
            "DELETE FROM weirpool.open_errors WHERE view = ? AND version = ? AND md5(key) = md5(?)";

    private OpenErrors() {}

    static void store(Connection connection, ViewPartition partition, Collection<ErrorRecord> errors)
            throws SQLException {
        if (errors.isEmpty()) {
            return;
        }
        try (PreparedStatement open = connection.prepareStatement(OPEN);
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            for (ErrorRecord error : errors) {
                bind(error.error() == null ? close : open, partition, error);
            }
            close.executeBatch();
            open.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, ViewPartition partition, ErrorRecord error)
            throws SQLException {
        statement.setString(1, partition.view());
        statement.setInt(2, partition.version());
        statement.setString(3, error.key());
        OpenError cause = error.error();
        if (cause != null) {
            statement.setString(4, cause.code());
            statement.setString(5, cause.detail().replace('\0', '\uFFFD'));
            if (cause.traceparent() == null) {
                statement.setNull(6, Types.VARCHAR);
            } else {
                statement.setString(6, cause.traceparent());
            }
        }
        statement.addBatch();
    }
}
