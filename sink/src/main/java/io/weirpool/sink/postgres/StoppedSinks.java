package io.weirpool.sink.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sinks whose process stands still in the middle of a statement they are sending. PostgreSQL waits for the rest of it
 * without end: {@code idle_in_transaction_session_timeout} does not count there, nor does {@code statement_timeout} while
 * a message is being read, and the kernel of a stopped process goes on answering keep-alives. The rows that sink has
 * locked are those its successor must claim.
 */
final class StoppedSinks {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedSinks.class);

    /*
     * A sink sends a batch, at most some megabytes, in milliseconds; five seconds are what an idle one is given, too. One
     * that is only slow loses its transaction and writes the batch again.
     */
    private static final int SILENT_SECONDS = 5;

    private StoppedSinks() {}

    /** Ends their sessions; sees only those of the same user and database. Their transactions are rolled back. */
    static void end(Database database) throws SQLException {
        String sql = """
                SELECT pid, pg_terminate_backend(pid)
                  FROM pg_stat_activity
                 WHERE application_name = ? AND datname = current_database() AND usename = current_user
                   AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND wait_event = 'ClientRead'
                   AND GREATEST(state_change, query_start) < clock_timestamp() - make_interval(secs => ?)
                """;
        database.inTransaction(connection -> {
            end(connection, sql);
            return sql;
        });
    }

    private static void end(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Database.APPLICATION);
            statement.setInt(2, SILENT_SECONDS);
            try (ResultSet ended = statement.executeQuery()) {
                while (ended.next()) {
                    LOG.warn("ended session {} of a sink that stands still in a transaction", ended.getInt(1));
                }
            }
        }
    }
}
