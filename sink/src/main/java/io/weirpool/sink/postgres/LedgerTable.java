package io.weirpool.sink.postgres;

import io.weirpool.common.topic.LedgerEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Table {@code weirpool.ledger_part}: what became of the commands of each log partition in each flow. */
final class LedgerTable {
    private static final String STORE = """
        INSERT INTO weirpool.ledger_part AS l
               (flow, source, partition, first_offset, next_offset, ticks, taken,
                applied, filtered, duplicate, late, dead)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (flow, source, partition) DO UPDATE SET
               first_offset = EXCLUDED.first_offset, next_offset = EXCLUDED.next_offset, ticks = EXCLUDED.ticks,
               taken = EXCLUDED.taken, applied = EXCLUDED.applied, filtered = EXCLUDED.filtered,
               duplicate = EXCLUDED.duplicate, late = EXCLUDED.late, dead = EXCLUDED.dead
        """;

    private LedgerTable() {}

    static void store(Connection connection, List<ClaimedBatch> batches) throws SQLException {
        for (ClaimedBatch claimed : batches) {
            if (!claimed.batch().ledger().isEmpty()) {
                store(connection, claimed.batch().ledger());
            }
        }
    }

    private static void store(Connection connection, Iterable<LedgerEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            for (LedgerEntry entry : entries) {
                statement.setInt(1, entry.flow());
                statement.setString(2, entry.source());
                statement.setInt(3, entry.partition());
                long[] counts = {
                    entry.firstOffset(),
                    entry.nextOffset(),
                    entry.ticks(),
                    entry.taken(),
                    entry.applied(),
                    entry.filtered(),
                    entry.duplicate(),
                    entry.late(),
                    entry.dead()
                };
                for (int i = 0; i < counts.length; i++) {
                    statement.setLong(4 + i, counts[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
