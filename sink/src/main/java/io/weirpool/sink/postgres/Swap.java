package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lets versions take the place of live ones, so that no reader ever sees less than before: only when the new tables hold
 * every effect the old ones do, and no snapshot is left that is older than them. Each step can be run again; where it
 * cannot go on, it says what it waits for. Thread-safe.
 *
 * <p>Under a steady feed the new versions are always a little behind: the live ones are held where they are until the
 * new ones have come there. That is as long as the new ones are behind, which {@link Approach} has measured before.
 */
public final class Swap {
    /*
     * Sinks do not wait for the rows that say where the live versions are, so nobody queues behind us; a write that is
     * under way on a busy machine takes a second.
     */
    private static final String HOLD_TIMEOUT = "SET LOCAL lock_timeout = '3s'";

    /*
     * A reader that waits behind our lock on the readable view waits that long, once a try; a statement of a reader that
     * takes longer keeps us from it, and is never cut.
     */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '100ms'";

    /** Tries to get all readable views between readers' statements, while the live versions stand still. */
    private static final int TRIES = 20;

    private static final long LOOK_AGAIN_MILLIS = 5;
    /** Long enough for the readers that have queued behind a try. */
    private static final long TRY_AGAIN_MILLIS = 50;

    private final Database database;
    private final ReadableView readable;
    private final Ends ends;
    private final Approach approach;

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
        this.approach = new Approach(ends);
    }

    /**
     * Goes on as far as is possible now.
     *
     * @return what it waits for; empty when the versions are live
     * @throws io.weirpool.common.error.WeirpoolException {@code OBJECTS_DEPEND} when a readable view has to be made again
     *     and others' objects read it
     */
    public Optional<String> attempt(Takeover takeover) throws SQLException {
        Optional<String> waits = database.inTransaction(connection -> approach.waits(connection, takeover));
        if (waits.isPresent()) {
            return waits;
        }
        for (int i = 0; i < takeover.next().size(); i++) {
            View view = takeover.next().get(i);
            int live = takeover.live().get(i);
            waits = database.inTransaction(connection -> CopiedRows.copy(connection, view, live));
            if (waits.isPresent()) {
                return waits;
            }
            index(TableShape.of(view));
        }
        waits = database.inTransaction(connection -> {
            markWhole(connection, takeover);
            return olderSnapshot(connection, takeover);
        });
        return waits.isPresent() ? waits : swap(takeover, approach.holdMax(takeover));
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
        try (PreparedStatement update = takeover.prepare(connection, sql)) {
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
        return takeover.first(connection, sql);
    }

    private Optional<String> swap(Takeover takeover, Duration holdMax) throws SQLException {
        try {
            return database.inTransaction(connection -> {
                if (!AdvisoryLock.isFree(connection, "weirpool.swap." + takeover)) {
                    return Optional.of("another sink, which swaps it");
                }
                ReadableView.execute(connection, HOLD_TIMEOUT);
                hold(connection, takeover);
                Optional<String> behind =
                        waitUntilLevel(connection, takeover, ends.of(Level.logs(connection, takeover)), holdMax);
                return behind.isPresent() ? behind : change(connection, takeover);
            });
        } catch (SQLException e) {
            if (SqlFault.isLockTimeout(e)) {
                return Optional.of("a sink that writes the live version");
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
        try (PreparedStatement lock = takeover.prepare(connection, sql)) {
            lock.execute();
        }
    }

    /**
     * The live versions may hold effects of commands after their positions, but of none after the ends of the logs as they
     * are now that nobody writes them: up to there the new versions must come.
     */
    private static Optional<String> waitUntilLevel(
            Connection connection, Takeover takeover, Map<String, List<Long>> ends, Duration holdMax)
            throws SQLException {
        long deadline = System.nanoTime() + holdMax.toNanos();
        Optional<String> below = Level.below(connection, takeover, ends);
        while (below.isPresent() && System.nanoTime() < deadline) {
            pause(LOOK_AGAIN_MILLIS);
            below = Level.below(connection, takeover, ends);
        }
        return below;
    }

    /** Between the statements of readers. */
    private Optional<String> change(Connection connection, Takeover takeover) throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            Savepoint before = connection.setSavepoint();
            try {
                ReadableView.execute(connection, LOCK_TIMEOUT);
                if (!Followed.isNewest(connection, takeover.revision())) {
                    return Optional.of("a newer revision of the catalog");
                }
                for (View view : takeover.next()) {
                    readable.point(connection, view, TableShape.of(view));
                }
                makeLive(connection, takeover);
                return Optional.empty();
            } catch (SQLException e) {
                if (!SqlFault.isLockTimeout(e)) {
                    throw e;
                }
                connection.rollback(before);
                pause(TRY_AGAIN_MILLIS);
            }
        }
        return Optional.of("a statement that reads the view, or another's lock on it");
    }

    private static void pause(long millis) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57000", e);
        }
    }

    private static void makeLive(Connection connection, Takeover takeover) throws SQLException {
        String warm = """
            UPDATE weirpool.version v
               SET state = 'warm', since = clock_timestamp(), keep_until = clock_timestamp() + ? * interval '1 ms', waits_for = NULL
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
             WHERE v.view = g.view AND v.version = g.live
            """;
        String live = """
            UPDATE weirpool.version v
               SET state = 'live', since = clock_timestamp(), keep_until = NULL, whole_since = NULL, waits_for = NULL
              FROM unnest(?::text[], ?::int4[], ?::int4[]) AS g(view, next, live)
             WHERE v.view = g.view AND v.version = g.next
            """;
        try (PreparedStatement update = connection.prepareStatement(warm)) {
            update.setLong(1, takeover.keepMillis());
            takeover.set(connection, update, 2);
            update.executeUpdate();
        }
        try (PreparedStatement update = takeover.prepare(connection, live)) {
            update.executeUpdate();
        }
    }
}
