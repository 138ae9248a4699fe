package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table {@code weirpool.version}: which versions there are and what they are now. Thread-safe. */
public final class VersionStates {
    private final Database database;

    public VersionStates(Database database) {
        this.database = database;
    }

    /** A version that is not retired; {@code state} as the table has it. */
    public record VersionState(String view, int version, String state) {
        public boolean isLive() {
            return state.equals("live");
        }

        /** Being built, or kept for a rollback. */
        boolean isUnread() {
            return state.equals("building") || state.equals("warm");
        }
    }

    /** Those nobody reads, each as {@code <view>.v<n>}. */
    public static Set<String> unread(List<VersionState> versions) {
        return versions.stream()
                .filter(VersionState::isUnread)
                .map(version -> View.versionedName(version.view(), version.version()))
                .collect(Collectors.toSet());
    }

    /** All that are not retired. */
    public List<VersionState> all() throws SQLException {
        return database.inTransaction(connection -> {
            List<VersionState> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT view, version, state FROM weirpool.version"
                            + " WHERE state <> 'retired' ORDER BY view, version")) {
                while (rows.next()) {
                    found.add(new VersionState(rows.getString(1), rows.getInt(2), rows.getString(3)));
                }
            }
            return found;
        });
    }

    /** Says for people what a version's taking over waits for; null for nothing. */
    public void waitsFor(Takeover takeover, @Nullable String what) throws SQLException {
        String sql = """
            UPDATE weirpool.version v SET waits_for = ?
              FROM unnest(?::text[], ?::int4[]) AS g(view, version)
             WHERE v.view = g.view AND v.version = g.version AND v.waits_for IS DISTINCT FROM ?
            """;
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, what);
                update.setArray(2, connection.createArrayOf("text", takeover.names()));
                update.setArray(3, connection.createArrayOf("int4", takeover.versions()));
                update.setString(4, what);
                return update.executeUpdate();
            }
        });
    }
}
