package io.weirpool.sink.postgres;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.postgres.DecodedBatch.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one batch within a transaction. */
abstract class RowWriter {
    /** All rows in a statement of each kind; one that PostgreSQL refuses, or that is there although it is new, fails the transaction. */
    static RowWriter plain() {
        return new RowWriter() {
            @Override
            List<DeadLetter> write(Connection connection, int partition, DecodedBatch batch) throws SQLException {
                batch.table().statements().delete(connection, values(batch.deletes()));
                batch.table().copy().write(connection, values(batch.fresh()));
                batch.table().statements().upsert(connection, values(batch.upserts()));
                return List.of();
            }
        };
    }

    /** Finds the rows PostgreSQL refuses by halving, between savepoints, and leaves them out. */
    static RowWriter isolating() {
        return new RowWriter() {
            @Override
            List<DeadLetter> write(Connection connection, int partition, DecodedBatch batch) throws SQLException {
                Isolation isolation = new Isolation(connection, partition, batch.table());
                isolation.delete(batch.deletes());
                isolation.upsert(batch.written());
                return isolation.refused;
            }
        };
    }

    /** Letters for the rows that were left out. */
    abstract List<DeadLetter> write(Connection connection, int partition, DecodedBatch batch) throws SQLException;

    private static List<@Nullable Object[]> values(List<Row> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(row.values()));
        return values;
    }

    /** One refused row among n costs 2 log2(n) statements more. */
    private static final class Isolation {
        private final Connection connection;
        private final int partition;
        private final ViewTable table;
        private final List<DeadLetter> refused = new ArrayList<>();

        Isolation(Connection connection, int partition, ViewTable table) {
            this.connection = connection;
            this.partition = partition;
            this.table = table;
        }

        private interface Write {
            void run() throws SQLException;
        }

        /** The refusal, after which the transaction stands as before; null when there was none. */
        private @Nullable SQLException attempt(Write write) throws SQLException {
            Savepoint before = connection.setSavepoint();
            try {
                write.run();
                connection.releaseSavepoint(before);
                return null;
            } catch (SQLException e) {
                if (!SqlFault.isRefusal(e)) {
                    throw e;
                }
                connection.rollback(before);
                return e;
            }
        }

        void upsert(List<Row> rows) throws SQLException {
            SQLException refusal = attempt(() -> table.statements().upsert(connection, values(rows)));
            if (refusal != null && rows.size() == 1) {
                refuse(rows.get(0), refusal);
            } else if (refusal != null) {
                upsert(rows.subList(0, rows.size() / 2));
                upsert(rows.subList(rows.size() / 2, rows.size()));
            }
        }

        /** A key PostgreSQL cannot even compare with is in no table. */
        void delete(List<Row> rows) throws SQLException {
            SQLException refusal = attempt(() -> table.statements().delete(connection, values(rows)));
            if (refusal != null && rows.size() > 1) {
                delete(rows.subList(0, rows.size() / 2));
                delete(rows.subList(rows.size() / 2, rows.size()));
            }
        }

        /** The key's row from before goes: a stale row would be a wrong answer, a missing one is named by its letter. */
        private void refuse(Row row, SQLException refusal) throws SQLException {
            refused.add(table.refused(partition, row.from(), ErrorCode.ROW_REFUSED, SqlFault.describe(refusal)));
            delete(List.of(new Row(row.from(), table.decoder().key(row.from().key()))));
        }
    }
}
