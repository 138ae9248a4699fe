package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets versions take the place of live ones, so that no reader ever sees less than before: only when the new tables hold
 * every effect the old ones do, and no snapshot is left that is older than them. Each step can be run again; where it
 * cannot go on, it says what it waits for. Thread-safe.
 */
public final class Swap {
    /*
     * A reader that waits behind our lock on the readable view waits that long, once a try; a statement of a reader that
     * takes longer keeps us from it, and is never cut.
     */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '100ms'";

    /** The live versions stand still for so long at most; then they go on, and it is tried again. */
    private static final long STAND_STILL_MILLIS = 1_000;

    private static final long LOOK_AGAIN_MILLIS = 5;

    private static final String LOCK_TIMED_OUT = "55P03";

    private final Database database;
    private final ReadableView readable;
    private final Ends ends;

    /** Where logs end. */
    @FunctionalInterface
    public interface Ends {
        /** By topic and partition; {@code topics} has the number of partitions of each. */
        Map<String, List<Long>> of(Map<String, Integer> topics);
    }

    public Swap(Database database, Name schema, Ends ends) {
        this.database = database;
        this.ends = ends;
        this.readable = new ReadableView(schema);
    }

    /**
     * Goes on as far as is possible now.
     *
     * @return what it waits for; empty when the versions are live
     * @throws io.weirpool.common.error.WeirpoolException {@code OBJECTS_DEPEND} when a readable view has to be made again
     *     and others' objects read it
     */
    public Optional<String> attempt(Takeover takeover) throws SQLException {
        Optional<String> waits = database.inTransaction(connection -> behind(connection, takeover));
        if (waits.isPresent()) {
            return waits;
        }
        for (View view : takeover.next()) {
            index(TableShape.of(view));
        }
        waits = database.inTransaction(connection -> {
            markWhole(connection, takeover);
            return olderSnapshot(connection, takeover);
        });
        return waits.isPresent() ? waits : swap(takeover);
    }

    /** The new versions must have heard of every log partition, and have come as far as the live ones. */
    private static Optional<String> behind(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            WITH g AS (SELECT * FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live))
            SELECT n.view || ' is at ' || n.next_offset || ' of ' || o.next_offset || ' on ' || n.log || '/' || n.partition
              FROM g JOIN weirpool.progress n ON n.view = g.view AND n.version = g.next
              JOIN weirpool.progress o
                ON o.view = g.view AND o.version = g.live AND o.log = n.log AND o.partition = n.partition
             WHERE n.next_offset < o.next_offset
            UNION ALL
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
        return first(connection, sql, takeover);
    }

    /** Made without keeping the sink from writing the table; one that was not finished is made again. */
    private void index(TableShape shape) throws SQLException {
        Map<String, String> wanted = shape.createIndexes("CONCURRENTLY");
        if (wanted.isEmpty()
                || database.inTransaction(c -> ExistingTable.indexes(c, shape).containsAll(wanted.keySet()))) {
            return;
        }
        database.alone(connection -> {
            for (Map.Entry<String, String> index : wanted.entrySet()) {
                if (!ExistingTable.indexes(connection, shape).contains(index.getKey())) {
                    ReadableView.execute(
                            connection,
                            "DROP INDEX IF EXISTS " + Identifiers.qualified(TableShape.SCHEMA, index.getKey()),
                            index.getValue());
                }
            }
        });
    }

    private static void markWhole(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            UPDATE weirpool.version v SET whole_since = pg_current_xact_id()
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
             WHERE v.view = g.view AND v.version = g.next AND v.state = 'building' AND v.whole_since IS NULL
            """;
        try (PreparedStatement update = prepared(connection, sql, takeover)) {
            update.executeUpdate();
        }
    }

    /** A transaction that keeps such a snapshot would find the new tables half full. */
    private static Optional<String> olderSnapshot(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            SELECT format('a snapshot from before it was complete: session %s of %s%s, since %s', a.pid, a.usename,
                          coalesce(' (' || nullif(a.application_name, '') || ')', ''), a.xact_start)
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
              JOIN weirpool.version v ON v.view = g.view AND v.version = g.next
              JOIN pg_stat_activity a ON a.datname = current_database() AND a.pid <> pg_backend_pid()
             WHERE a.backend_type = 'client backend' AND v.whole_since IS NOT NULL
               AND age(a.backend_xmin) > age(v.whole_since::text::xid)
             ORDER BY a.xact_start LIMIT 1
            """;
        return first(connection, sql, takeover);
    }

    private Optional<String> swap(Takeover takeover) throws SQLException {
        try {
            return database.inTransaction(connection -> {
                ReadableView.execute(connection, LOCK_TIMEOUT);
                if (!Followed.isNewest(connection, takeover.revision())) {
                    return Optional.of("a newer revision of the catalog");
                }
                hold(connection, takeover);
                Optional<String> behind = waitUntilLevel(connection, takeover, ends.of(logs(connection, takeover)));
                if (behind.isPresent()) {
                    return behind;
                }
                for (View view : takeover.next()) {
                    readable.point(connection, view, TableShape.of(view));
                }
                makeLive(connection, takeover);
                return Optional.empty();
            });
        } catch (SQLException e) {
            if (LOCK_TIMED_OUT.equals(e.getSQLState())) {
                return Optional.of("a lock on a view, or on rows of schema weirpool");
            }
            throw e;
        }
    }

    /** From here to the end of the transaction no sink writes the live versions. */
    private static void hold(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            SELECT o.next_offset FROM weirpool.sink_offset o
              JOIN unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
                ON o.view = g.view AND o.version = g.live
             ORDER BY o.view, o.version, o.view_partition FOR UPDATE OF o
            """;
        try (PreparedStatement lock = prepared(connection, sql, takeover)) {
            lock.execute();
        }
    }

    /** The logs the new versions read, with the number of their partitions. */
    private static Map<String, Integer> logs(Connection connection, Takeover takeover) throws SQLException {
        String sql = """
            SELECT e.log, max(e.partition) + 1
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
              JOIN weirpool.expected e ON e.view = g.view AND e.version = g.next
             GROUP BY e.log
            """;
        Map<String, Integer> logs = new TreeMap<>();
        try (PreparedStatement query = prepared(connection, sql, takeover);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                logs.put(rows.getString(1), rows.getInt(2));
            }
        }
        return logs;
    }

    /**
     * The live versions may hold effects of commands after their positions, but of none after the ends of the logs as they
     * are now that nobody writes them: up to there the new versions must come.
     */
    private static Optional<String> waitUntilLevel(
            Connection connection, Takeover takeover, Map<String, List<Long>> ends) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STAND_STILL_MILLIS);
        Optional<String> below = below(connection, takeover, ends);
        while (below.isPresent() && System.nanoTime() < deadline) {
            pause();
            below = below(connection, takeover, ends);
        }
        return below;
    }

    private static Optional<String> below(Connection connection, Takeover takeover, Map<String, List<Long>> ends)
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
        try (PreparedStatement query = prepared(connection, sql, takeover)) {
            query.setArray(4, connection.createArrayOf("text", logs.toArray()));
            query.setArray(5, connection.createArrayOf("int4", partitions.toArray()));
            query.setArray(6, connection.createArrayOf("int8", offsets.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57000", e);
        }
    }

    private static void makeLive(Connection connection, Takeover takeover) throws SQLException {
        String warm = """
            UPDATE weirpool.version v
               SET state = 'warm', since = now(), keep_until = now() + ? * interval '1 ms', waits_for = NULL
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
             WHERE v.view = g.view AND v.version = g.live
            """;
        String live = """
            UPDATE weirpool.version v
               SET state = 'live', since = now(), keep_until = NULL, whole_since = NULL, waits_for = NULL
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
             WHERE v.view = g.view AND v.version = g.next
            """;
        try (PreparedStatement update = connection.prepareStatement(warm)) {
            update.setLong(1, takeover.keepMillis());
            set(connection, update, 2, takeover);
            update.executeUpdate();
        }
        try (PreparedStatement update = prepared(connection, live, takeover)) {
            update.executeUpdate();
        }
    }

    private static Optional<String> first(Connection connection, String sql, Takeover takeover) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, takeover);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Takeover takeover)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        set(connection, statement, 1, takeover);
        return statement;
    }

    private static void set(Connection connection, PreparedStatement statement, int first, Takeover takeover)
            throws SQLException {
        statement.setArray(first, connection.createArrayOf("text", takeover.names()));
        statement.setArray(first + 1, connection.createArrayOf("int4", takeover.versions()));
        statement.setArray(first + 2, connection.createArrayOf("int4", takeover.liveVersions()));
    }
}
