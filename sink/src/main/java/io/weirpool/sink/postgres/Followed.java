package io.weirpool.sink.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The newest revision of the catalog that any sink has followed. A sink that has not heard of it yet would take new
 * versions for ones that are wanted no more.
 */
final class Followed {
    private Followed() {}

    /** Before anything of the revision is made. */
    static void raise(Connection connection, long revision) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE weirpool.pipeline SET revision = ? WHERE revision < ?")) {
            update.setLong(1, revision);
            update.setLong(2, revision);
            update.executeUpdate();
        }
    }

    /** Whether nobody has followed a newer one; stays so until the transaction ends. */
    static boolean isNewest(Connection connection, long revision) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT revision FROM weirpool.pipeline FOR SHARE")) {
            row.next();
            return row.getLong(1) <= revision;
        }
    }
}
