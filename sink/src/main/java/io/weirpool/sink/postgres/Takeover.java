package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Versions that take the place of live ones, all in one transaction.
 *
 * @param revision of the catalog that wants them
 * @param next the versions to become live
 * @param live the number of the live version of each; 0 where none is
 * @param keepMillis how long those that are replaced stay warm
 */
public record Takeover(long revision, List<View> next, List<Integer> live, long keepMillis) {
    public Takeover {
        next = List.copyOf(next);
        live = List.copyOf(live);
    }

    String[] names() {
        return next.stream().map(v -> v.name().value()).toArray(String[]::new);
    }

    Integer[] versions() {
        return next.stream().map(View::version).toArray(Integer[]::new);
    }

    Integer[] liveVersions() {
        return live.toArray(Integer[]::new);
    }

    /** A statement whose first parameters are the views, the new and the live versions, in this order. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        set(connection, statement, 1);
        return statement;
    }

    /** Sets these parameters, from the first on. */
    void set(Connection connection, PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first, connection.createArrayOf("text", names()));
        statement.setArray(first + 1, connection.createArrayOf("int4", versions()));
        statement.setArray(first + 2, connection.createArrayOf("int4", liveVersions()));
    }

    /** The one text a query gives; empty when it has no row. */
    Optional<String> first(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = prepare(connection, sql);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.join(", ", next.stream().map(View::versionedName).toList());
    }
}
