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
    /** In the catalog, but the sink has not made it yet. */
    private static final String UNKNOWN_VIEW = "WP004";

    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What wait_for() raises. */
    private static final Map<String, ErrorCode> BY_STATE = Map.of(
            "WP001",
            ErrorCode.WAIT_TIMEOUT,
            "WP002",
            ErrorCode.NOT_READY, // broken: the message names the view
            "WP003",
            ErrorCode.RECEIPT_INVALID,
            UNKNOWN_VIEW,
            ErrorCode.NOT_READY);

    private ReceiptWait() {}

    /**
     * Outside a transaction: the rows are read by a later statement. A view that was applied a moment ago, and that the
     * sink has not made yet, is waited for as well.
     *
     * @param view null for all
     */
    static void await(Connection connection, String receipt, @Nullable Name view, Duration timeout)
            throws SQLException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                call(connection, receipt, view, Math.max(0, deadline - System.nanoTime()) / NANOS_PER_MILLI);
                return;
            } catch (SQLException e) {
                boolean again = UNKNOWN_VIEW.equals(e.getSQLState()) && System.nanoTime() < deadline;
                if (!again || !pause()) {
                    throw failure(e);
                }
            }
        }
    }

    private static void call(Connection connection, String receipt, @Nullable Name view, long timeoutMillis)
            throws SQLException {
        String views = view == null ? "NULL" : "ARRAY[?]::text[]";
        String sql = "SELECT weirpool.wait_for(?, ? * interval '1 ms', " + views + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, receipt);
            statement.setLong(2, timeoutMillis);
            if (view != null) {
                statement.setString(3, view.value());
            }
            statement.execute();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static WeirpoolException failure(SQLException e) throws SQLException {
        ErrorCode code = e.getSQLState() == null ? null : BY_STATE.get(e.getSQLState());
        if (code == null) {
            throw e;
        }
        return new WeirpoolException(code, Database.firstLine(e), e);
    }
}
