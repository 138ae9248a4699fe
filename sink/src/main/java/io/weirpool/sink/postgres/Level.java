package io.weirpool.sink.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far versions have come that are to take over. */
final class Level {
    private Level() {}

    /** What they wait for before it can be said how far they are: a partition they have not heard of. */
    static Optional<String> unheard(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            WITH g AS (SELECT * FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live))
            SELECT e.view || ' has not heard of ' || e.log || '/' || e.partition
              FROM g JOIN weirpool.expected e ON e.view = g.view AND e.version = g.next
             WHERE NOT EXISTS (SELECT FROM weirpool.progress_part p
                                WHERE (p.view, p.version, p.view_partition, p.log, p.partition)
                                    = (e.view, e.version, e.view_partition, e.log, e.partition))
            UNION ALL
            SELECT g.view || ' has not begun'
              FROM g WHERE NOT EXISTS (SELECT FROM weirpool.sink_offset o
                                        WHERE o.view = g.view AND o.version = g.next AND o.next_offset > 0)
             LIMIT 1
            """;
        return takeover.first(connection, sql);
    }

    /** The logs the new versions read, with the number of their partitions. */
    static Map<String, Integer> logs(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            SELECT e.log, max(e.partition) + 1
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
              JOIN weirpool.expected e ON e.view = g.view AND e.version = g.next
             GROUP BY e.log
            """;
        Map<String, Integer> logs = new TreeMap<>();
        try (PreparedStatement query = takeover.prepare(connection, sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                logs.put(rows.getString(1), rows.getInt(2));
            }
        }
        return logs;
    }

    /** Where one of them is, when it is below these offsets. */
    static Optional<String> below(Connection connection, Takeover takeover, Map<String, List<Long>> ends)
            throws SQLException {
        String sql = """
            SELECT n.view || ' is at ' || n.next_offset || ' of ' || u.next_offset || ' on ' || n.log || '/' || n.partition
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
              JOIN weirpool.progress n ON n.view = g.view AND n.version = g.next
              JOIN unnest(?::text[], ?::int4[], ?::int8[]) AS u(log, partition, next_offset)
                ON u.log = n.log AND u.partition = n.partition
             WHERE n.next_offset < u.next_offset
             LIMIT 1
            """;
        List<String> logs = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        ends.forEach((log, ofLog) -> {
            for (int partition = 0; partition < ofLog.size(); partition++) {
                logs.add(log);
                partitions.add(partition);
                offsets.add(ofLog.get(partition));
            }
        });
        try (PreparedStatement query = takeover.prepare(connection, sql)) {
            query.setArray(4, connection.createArrayOf("text", logs.toArray()));
            query.setArray(5, connection.createArrayOf("int4", partitions.toArray()));
            query.setArray(6, connection.createArrayOf("int8", offsets.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
