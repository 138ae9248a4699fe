package io.weirpool.app.query;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waits, in PostgreSQL, until a view reflects the commands of a receipt. */
final class ReceiptWait {
    /** What wait_for() raises. */
    private static final Map<String, ErrorCode> BY_STATE = Map.of(
            "WP001", ErrorCode.WAIT_TIMEOUT,
            "WP002", ErrorCode.NOT_READY, // broken: the message names the view
            "WP003", ErrorCode.RECEIPT_INVALID,
            "WP004", ErrorCode.NOT_READY); // in the catalog, but the sink has not made it yet

    private ReceiptWait() {}

    /**
     * Outside a transaction: the rows are read by a later statement.
     *
     * @param view null for all
     */
    static void await(Connection connection, String receipt, @Nullable Name view, Duration timeout)
            throws SQLException {
        String views = view == null ? "NULL" : "ARRAY[?]::text[]";
        String sql = "SELECT weirpool.wait_for(?, ? * interval '1 ms', " + views + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, receipt);
            statement.setLong(2, timeout.toMillis());
            if (view != null) {
                statement.setString(3, view.value());
            }
            statement.execute();
        } catch (SQLException e) {
            ErrorCode code = e.getSQLState() == null ? null : BY_STATE.get(e.getSQLState());
            if (code == null) {
                throw e;
            }
            throw new WeirpoolException(code, Database.firstLine(e), e);
        }
    }
}
