package io.weirpool.sink.postgres;

import io.weirpool.sink.batch.ViewPartition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Table {@code weirpool.sink_offset}: how far each view partition is written, and who may write it. Rows are locked in
 * the order of the partitions, so that two sinks do not wait for each other in a circle.
 */
public final class Positions {
    private final Database database;

    public Positions(Database database) {
        this.database = database;
    }

    /**
     * Raises the epochs, so that whoever had the partitions can write no more, and reads the offsets. When a row stays
     * locked, ends the sessions of sinks that have stopped before it throws, so that the next try can succeed.
     */
    public List<Claim> claim(Collection<ViewPartition> partitions) throws SQLException {
        String sql = """
            INSERT INTO weirpool.sink_offset AS o (view, version, view_partition, next_offset, epoch)
            SELECT v, n, p, 0, 1 FROM unnest(?::text[], ?::int4[], ?::int4[]) AS d(v, n, p) ORDER BY v, n, p
            ON CONFLICT (view, version, view_partition) DO UPDATE SET epoch = o.epoch + 1
            RETURNING view, version, view_partition, next_offset, epoch
            """;
        try {
            return database.inTransaction(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    setPartitions(connection, statement, List.copyOf(partitions));
                    return claims(statement);
                }
            });
        } catch (SQLException e) {
            if (SqlFault.isLockTimeout(e)) {
                StoppedSinks.end(database);
            }
            throw e;
        }
    }

    private static void setPartitions(Connection connection, PreparedStatement statement, List<ViewPartition> wanted)
            throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", wanted.stream().map(ViewPartition::view).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "int4", wanted.stream().map(ViewPartition::version).toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "int4", wanted.stream().map(ViewPartition::partition).toArray()));
    }

    private static List<Claim> claims(PreparedStatement statement) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ViewPartition partition = new ViewPartition(rows.getString(1), rows.getInt(2), rows.getInt(3));
                claims.add(new Claim(partition, rows.getLong(4), rows.getLong(5)));
            }
        }
        return claims;
    }

    /**
     * Moves the offsets of these batches, each only if it stands where the batch begins and the epoch is ours.
     *
     * @return the partitions that moved; nobody else can write them until this transaction ends. One whose row somebody
     *     has locked does not: a swap that waits for the version beside it, which may be in this very transaction. Nor
     *     does one of a broken version
     */
    static Set<ViewPartition> advance(Connection connection, List<ClaimedBatch> batches) throws SQLException {
        String sql = """
            WITH d AS (SELECT * FROM unnest(?::text[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::int8[])
                           AS d(v, n, p, came_from, goes_to, epoch)),
                 held AS (SELECT o.view, o.version, o.view_partition, d.goes_to
                            FROM weirpool.sink_offset o
                            JOIN d ON o.view = d.v AND o.version = d.n AND o.view_partition = d.p
                           WHERE o.epoch = d.epoch AND o.next_offset = d.came_from
                             AND NOT EXISTS (SELECT FROM weirpool.version v
                                              WHERE v.view = o.view AND v.version = o.version AND v.state = 'broken')
                           ORDER BY o.view, o.version, o.view_partition
                             FOR UPDATE OF o SKIP LOCKED)
            UPDATE weirpool.sink_offset o SET next_offset = held.goes_to
              FROM held
             WHERE (o.view, o.version, o.view_partition) = (held.view, held.version, held.view_partition)
            RETURNING o.view, o.version, o.view_partition
            """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setPartitions(
                    connection,
                    statement,
                    batches.stream().map(ClaimedBatch::partition).toList());
            statement.setArray(
                    4,
                    longs(
                            connection,
                            batches.stream().map(b -> b.batch().fromOffset()).toArray()));
            statement.setArray(
                    5,
                    longs(
                            connection,
                            batches.stream().map(b -> b.batch().nextOffset()).toArray()));
            statement.setArray(
                    6,
                    longs(connection, batches.stream().map(ClaimedBatch::epoch).toArray()));
            Set<ViewPartition> moved = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    moved.add(new ViewPartition(rows.getString(1), rows.getInt(2), rows.getInt(3)));
                }
            }
            return moved;
        }
    }

    private static java.sql.Array longs(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("int8", values);
    }

    /** What the rows of these partitions hold now; one without a row is left out. */
    static Map<ViewPartition, Claim> read(Connection connection, Collection<ViewPartition> partitions)
            throws SQLException {
        String sql = """
            SELECT o.view, o.version, o.view_partition, o.next_offset, o.epoch
              FROM weirpool.sink_offset o
              JOIN unnest(?::text[], ?::int4[], ?::int4[]) AS d(v, n, p)
                ON o.view = d.v AND o.version = d.n AND o.view_partition = d.p
            """;
        Map<ViewPartition, Claim> found = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setPartitions(connection, statement, List.copyOf(partitions));
            claims(statement).forEach(claim -> found.put(claim.partition(), claim));
        }
        return found;
    }
}
