package io.weirpool.sink.postgres;

import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The end of a version in the database: its table goes, and everything that was written down about it. */
public final class Retirement {
    private static final List<String> ABOUT_IT =
            List.of("sink_offset", "progress_part", "expected", "open_errors", "dead_letters");

    private final Database database;
    private final ReadableView readable;

    public Retirement(Database database, Name schema) {
        this.database = database;
        this.readable = new ReadableView(schema);
    }

    /**
     * Retires a version. Safe to repeat, and for several sinks at once.
     *
     * @param revision of the catalog that does not have it; nothing happens when another sink follows a newer one
     * @param readableToo whether the view itself goes
     * @return whether it was there and is gone
     * @throws io.weirpool.common.error.WeirpoolException {@code OBJECTS_DEPEND} when others' objects read the view
     */
    public boolean retire(long revision, String view, int version, boolean readableToo) throws SQLException {
        return database.inTransaction(connection -> {
            if (!Followed.isNewest(connection, revision)) {
                return false;
            }
            AdvisoryLock.take(connection, "weirpool.view." + view);
            if (readableToo) {
                readable.drop(connection, view);
            }
            for (String table : ABOUT_IT) {
                change(connection, "DELETE FROM weirpool." + table + " WHERE view = ? AND version = ?", view, version);
            }
            ReadableView.execute(
                    connection,
                    "DROP TABLE IF EXISTS " + Identifiers.qualified(TableShape.SCHEMA, view + "__" + version));
            return change(
                            connection,
                            "UPDATE weirpool.version SET state = 'retired', since = now(), keep_until = NULL,"
                                    + " waits_for = NULL WHERE view = ? AND version = ?",
                            view,
                            version)
                    > 0;
        });
    }

    private static int change(Connection connection, String sql, String view, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            statement.setInt(2, version);
            return statement.executeUpdate();
        }
    }
}
