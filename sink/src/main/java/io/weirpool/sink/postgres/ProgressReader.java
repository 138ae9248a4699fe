package io.weirpool.sink.postgres;

import io.weirpool.common.model.Position.LogPartition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the tables are, for metrics. */
public final class ProgressReader {
    private final Database database;

    public ProgressReader(Database database) {
        this.database = database;
    }

    /**
     * How far the live version of a view has come on one log partition.
     *
     * @param asOfMicros append time of the newest command included; 0 when there is none
     */
    public record ViewProgress(String view, LogPartition from, long nextOffset, long asOfMicros) {}

    public List<ViewProgress> progress() throws SQLException {
        String sql = """
            SELECT p.view, p.log, p.partition, p.next_offset,
                   coalesce((extract(epoch FROM p.as_of) * 1000000)::bigint, 0)
              FROM weirpool.version v JOIN weirpool.progress p USING (view, version)
             WHERE v.state = 'live'
            """;
        return database.inTransaction(connection -> {
            List<ViewProgress> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    LogPartition from = new LogPartition(rows.getString(2), rows.getInt(3));
                    found.add(new ViewProgress(rows.getString(1), from, rows.getLong(4), rows.getLong(5)));
                }
            }
            return found;
        });
    }

    /** Number of keys without a row, of each view whose live version has such keys. */
    public Map<String, Long> openErrors() throws SQLException {
        return database.inTransaction(ProgressReader::openErrors);
    }

    private static Map<String, Long> openErrors(Connection connection) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT view, count(*) FROM weirpool.open_errors e"
                        + " JOIN weirpool.version v USING (view, version) WHERE v.state = 'live' GROUP BY view")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }
}
