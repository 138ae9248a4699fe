package io.weirpool.app.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Receipt;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads views as any client of PostgreSQL does. Thread-safe. */
public final class TableReader implements AutoCloseable {
    private final ReadConfig config;
    private final Database database;

    public TableReader(ReadConfig config, MeterRegistry metrics) {
        this.config = config;
        this.database = new Database(config, "tables", metrics);
    }

    /**
     * Returns when all views reflect the commands of the receipt.
     *
     * @throws io.weirpool.common.error.WeirpoolException {@code WAIT_TIMEOUT} when they do not in time
     */
    public void waitFor(Receipt receipt, Duration timeout) {
        database.read(connection -> {
            ReceiptWait.await(connection, receipt.token(), null, timeout);
            return true;
        });
    }

    /**
     * The first rows of a view as PostgreSQL prints their values; null is NULL.
     *
     * @param order columns, each with {@code DESC} or not; empty for none
     */
    public Table read(Name view, List<String> order, int rowsMax) {
        String sql = "SELECT * FROM " + Identifiers.quote(config.schema()) + "." + Identifiers.quote(view)
                + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order)) + " LIMIT " + rowsMax;
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return table(statement.executeQuery());
            }
        });
    }

    private static Table table(ResultSet result) throws java.sql.SQLException {
        int width = result.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            columns.add(result.getMetaData().getColumnName(i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(result.getString(i));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return new Table(columns, rows);
    }

    /** Rows and the names of their columns. */
    public record Table(List<String> columns, List<List<@Nullable String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
