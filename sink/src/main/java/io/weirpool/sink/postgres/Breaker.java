package io.weirpool.sink.postgres;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.BreakerLimits;
import io.weirpool.sink.batch.ViewPartition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a live version {@code broken} when dead letters of it come in masses: many at once are a broken thing, not bad
 * commands. From then on no sink moves its offsets, so its table stays as it is, and its letters are not stored any more;
 * they are in their topic. All sinks see it in the database, in the transaction that would write.
 *
 * <p>A version that is being built is not broken: nobody reads it, and it takes years of letters in minutes.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** A view that declares what becomes of late rows has asked for these, and a wrong clock is not its fault. */
    private static final Set<String> ASKED_FOR = Set.of(ErrorCode.LATE.slug(), ErrorCode.TIME_AHEAD.slug());

    private static final String TRIP = """
        UPDATE weirpool.version v SET state = 'broken', since = now(), waits_for = ?
         WHERE v.view || '.v' || v.version = ANY (?) AND v.state = 'live'
           AND ? < (SELECT count(*)
                      FROM (SELECT FROM weirpool.dead_letters d
                             WHERE d.view = v.view AND d.version = v.version
                               AND d.first_seen > v.since AND d.first_seen > now() - ? * interval '1 ms' AND d.code <> ALL (?)
                             LIMIT ?) AS counted)
        RETURNING v.view || '.v' || v.version
        """;

    private final BreakerLimits limits;

    Breaker(BreakerLimits limits) {
        this.limits = limits;
    }

    /** Letters of versions that are still fed, and of none. */
    static List<DeadLetter> ofFed(Connection connection, List<DeadLetter> letters) throws SQLException {
        Set<String> versions = versions(letters.stream());
        if (versions.isEmpty()) {
            return letters;
        }
        Set<String> broken = broken(connection, versions);
        return broken.isEmpty()
                ? letters
                : letters.stream()
                        .filter(letter -> letter.view() == null || !broken.contains(letter.view()))
                        .toList();
    }

    /** Looks at the versions of letters that were just stored in this transaction. */
    void look(Connection connection, List<DeadLetter> stored) throws SQLException {
        Set<String> versions = versions(stored.stream().filter(letter -> !ASKED_FOR.contains(letter.code())));
        if (versions.isEmpty() || limits.lettersMax() == 0) {
            return;
        }
        String why = "resume: more than %,d dead letters within %d s"
                .formatted(limits.lettersMax(), limits.window().toSeconds());
        try (PreparedStatement trip = connection.prepareStatement(TRIP)) {
            trip.setString(1, why);
            trip.setArray(2, connection.createArrayOf("text", versions.toArray()));
            trip.setInt(3, limits.lettersMax());
            trip.setLong(4, limits.window().toMillis());
            trip.setArray(5, connection.createArrayOf("text", ASKED_FOR.toArray()));
            trip.setInt(6, limits.lettersMax() + 1);
            try (ResultSet row = trip.executeQuery()) {
                while (row.next()) {
                    LOG.error("{} is broken and fed no more; it waits for {}", row.getString(1), why);
                }
            }
        }
    }

    private static Set<String> versions(Stream<DeadLetter> letters) {
        return letters.flatMap(letter -> Stream.ofNullable(letter.view()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the partitions whose version is fed no more. */
    static Set<ViewPartition> stopped(Connection connection, Collection<ViewPartition> partitions) throws SQLException {
        Set<String> broken = broken(
                connection,
                partitions.stream().map(ViewPartition::versionedView).collect(Collectors.toSet()));
        return partitions.stream()
                .filter(partition -> broken.contains(partition.versionedView()))
                .collect(Collectors.toSet());
    }

    private static Set<String> broken(Connection connection, Set<String> versions) throws SQLException {
        String sql = "SELECT view || '.v' || version FROM weirpool.version"
                + " WHERE state = 'broken' AND view || '.v' || version = ANY (?)";
        Set<String> broken = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", versions.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    broken.add(row.getString(1));
                }
            }
        }
        return broken;
    }
}
