package io.weirpool.app.verify;

import io.weirpool.common.catalog.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands whose id an earlier one of the partition had, within the source's window: they have no effect and go from
 * {@link Scratch}. Ids stay free otherwise: after the window one may come again, and is the first of another.
 *
 * <p>PostgreSQL finds the ids that are there more than once, so that a log of any length needs no memory here.
 *
 * @param windowMillis how long an id is remembered
 */
record Repeats(Scratch scratch, Source source, long windowMillis) {
    private static final int ROWS = 5_000;

    private record Place(int partition, long offset) {}

    /** All that were not found before; may be asked for again when more commands are there. */
    void leaveOut() throws SQLException {
        boolean keyed = !source.isTable() && !source.key().isEmpty();
        String id = keyed ? "key" : "id";
        String twice =
                "SELECT r.partition, r.log_offset, r.appended, r.%2$s FROM %1$s AS r JOIN (SELECT partition, %2$s FROM %1$s WHERE tick IS NULL AND %2$s IS NOT NULL GROUP BY partition, %2$s HAVING count(*) > 1) AS t ON t.partition = r.partition AND t.%2$s = r.%2$s WHERE r.tick IS NULL ORDER BY r.partition, r.%2$s, r.log_offset"
                        .formatted(Scratch.raw(source), id);
        Connection connection = scratch.connection();
        connection.setAutoCommit(false); // rows come in parts only within a transaction
        try {
            scratch.run("CREATE TEMP TABLE weirpool_repeat (partition int, log_offset bigint) ON COMMIT DROP");
            collect(connection, twice);
            scratch.run(
                    "DELETE FROM %s AS r USING weirpool_repeat AS d WHERE r.partition = d.partition AND r.log_offset = d.log_offset"
                            .formatted(Scratch.raw(source)));
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void collect(Connection connection, String twice) throws SQLException {
        List<Place> repeats = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (ResultSet rows = statement.executeQuery(twice)) {
                int partition = -1;
                String id = "";
                long first = 0;
                while (rows.next()) {
                    boolean same =
                            rows.getInt(1) == partition && rows.getString(4).equals(id);
                    if (same && rows.getLong(3) - first < windowMillis) {
                        repeats.add(new Place(partition, rows.getLong(2)));
                    } else {
                        partition = rows.getInt(1);
                        id = rows.getString(4);
                        first = rows.getLong(3);
                    }
                    if (repeats.size() >= ROWS) {
                        store(connection, repeats);
                    }
                }
            }
        }
        store(connection, repeats);
    }

    private static void store(Connection connection, List<Place> repeats) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO weirpool_repeat SELECT * FROM unnest(?::int4[], ?::int8[])")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", repeats.stream().map(Place::partition).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", repeats.stream().map(Place::offset).toArray()));
            insert.executeUpdate();
        }
        repeats.clear();
    }
}
