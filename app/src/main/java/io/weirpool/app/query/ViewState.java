package io.weirpool.app.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a snapshot says of a view beside its rows.
 *
 * @param version that is live, or broken
 * @param offsets where the sink stands in each view partition; changes with every transaction that writes rows
 * @param asOf append time of the newest command included; empty when there was none
 */
record ViewState(int version, String offsets, Optional<String> asOf) {
    private static final String SQL = """
        SELECT v.version,
               (SELECT string_agg(o.view_partition || ':' || o.next_offset, ',' ORDER BY o.view_partition)
                FROM weirpool.sink_offset o WHERE o.view = v.view AND o.version = v.version),
               (SELECT max(p.as_of) FROM weirpool.progress p WHERE p.view = v.view AND p.version = v.version)
        FROM weirpool.version v
        WHERE v.view = ? AND v.state IN ('live', 'broken')
        ORDER BY v.state = 'live' DESC, v.version DESC LIMIT 1
        """;

    /** Empty when no version is live yet. A broken one can be read: its table stays as it was. */
    static Optional<ViewState> read(Connection connection, String view) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, view);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            Optional<String> asOf = Optional.ofNullable(row.getString(3))
                    .map(text -> text.replace(' ', 'T').replace("+00", "Z"));
            return Optional.of(new ViewState(row.getInt(1), String.valueOf(row.getString(2)), asOf));
        }
    }
}
