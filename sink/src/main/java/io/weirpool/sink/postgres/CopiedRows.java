package io.weirpool.sink.postgres;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.TypeKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a version that were final when it was asked for: they come from the live version's table. Its sink writes none of
 * them, so that the copy can be made at any time, and again.
 */
final class CopiedRows {
    private CopiedRows() {}

    /**
     * Copies them, where the version has such rows.
     *
     * @param live the version they are copied from
     * @return what it waits for; empty when they are there
     */
    static Optional<String> copy(Connection connection, View next, int live) throws SQLException {
        View.Copied copied = next.copied();
        if (copied == null) {
            return Optional.empty();
        }
        Optional<String> waits = below(connection, next, live, copied);
        if (waits.isEmpty()) {
            TableShape to = TableShape.of(next);
            String from = Identifiers.qualified(TableShape.SCHEMA, next.name() + "__" + live);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s WHERE %4$s < %5$s ON CONFLICT DO NOTHING"
                                .formatted(
                                        to.qualifiedName(),
                                        to.quotedNames(),
                                        from,
                                        to.columns().get(copied.column()).quoted(),
                                        value(
                                                to.columns()
                                                        .get(copied.column())
                                                        .type()
                                                        .kind(),
                                                copied.below())));
            }
        }
        return waits;
    }

    private static String value(TypeKind kind, long below) {
        return kind == TypeKind.DATE
                ? "(DATE '1970-01-01' + %d)".formatted(below)
                : "(%s '1970-01-01 00:00:00+00' + %d * INTERVAL '1 microsecond')"
                        .formatted(kind == TypeKind.TIMESTAMPTZ ? "TIMESTAMPTZ" : "TIMESTAMP", below);
    }

    /** Where the live version is, while its rows are not final. */
    private static Optional<String> below(Connection connection, View next, int live, View.Copied copied)
            throws SQLException {
        String sql = """
            SELECT 'version ' || p.version || ' of ' || p.view || ', whose rows are copied: it is at ' || p.next_offset || ' of '
                   || u.next_offset || ' on ' || p.log || '/' || p.partition
              FROM weirpool.progress p
              JOIN unnest(?::text[], ?::int4[], ?::int8[]) AS u(log, partition, next_offset)
                ON u.log = p.log AND u.partition = p.partition
             WHERE p.view = ? AND p.version = ? AND p.next_offset < u.next_offset
             LIMIT 1
            """;
        List<String> logs = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        copied.to().forEach((log, ends) -> {
            for (int partition = 0; partition < ends.size(); partition++) {
                logs.add(log);
                partitions.add(partition);
                offsets.add(requireNonNull(ends.get(partition)));
            }
        });
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", logs.toArray()));
            query.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
            query.setArray(3, connection.createArrayOf("int8", offsets.toArray()));
            query.setString(4, next.name().value());
            query.setInt(5, live);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
