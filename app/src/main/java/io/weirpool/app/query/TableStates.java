package io.weirpool.app.query;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Position.LogPartition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database said of all views at one moment, in one snapshot.
 *
 * @param atNanos {@link System#nanoTime()} when it was asked
 * @param versions all that are not retired, by view and version
 * @param deadLetters open ones of each view and version, spelled as {@link Version#name()}; commands no view took are under the
 *     empty name. Empty when the user of reads may not see them
 * @param openErrors keys without a row, by {@link Version#name()}; empty when the user of reads may not see them
 * @param ledger what became of the commands, by flow and log partition
 * @param blocked one line for each session of a sink that waits for a lock
 */
public record TableStates(
        long atNanos,
        List<Version> versions,
        Map<String, Long> deadLetters,
        Map<String, Long> openErrors,
        List<Tally> ledger,
        List<String> blocked) {
    /** What dead letters are counted under that no view took. */
    public static final String NO_VIEW = "";

    public TableStates {
        versions = List.copyOf(versions);
        deadLetters = Map.copyOf(deadLetters);
        openErrors = Map.copyOf(openErrors);
        ledger = List.copyOf(ledger);
        blocked = List.copyOf(blocked);
    }

    /**
     * One version of a view.
     *
     * @param state building, live, warm or broken
     * @param reached next offset of each log partition whose effects the table holds
     * @param asOfMicros append time of the newest command it holds; 0 when there is none
     */
    public record Version(String view, int version, String state, Map<LogPartition, Long> reached, long asOfMicros) {
        public Version {
            reached = Map.copyOf(reached);
        }

        String name() {
            return View.versionedName(view, version);
        }

        /** With what is known of other partitions. */
        private Version and(Version other) {
            Map<LogPartition, Long> all = new HashMap<>(reached);
            all.putAll(other.reached);
            return new Version(view, version, state, all, Math.max(asOfMicros, other.asOfMicros));
        }
    }

    /**
     * What became of the commands of one log partition in one flow, at one of its commits.
     *
     * @param counts by what {@code weirpool.ledger} calls them, in its order
     * @param addsUp whether each command taken is one of the others, and each record of the log is a command or a tick
     */
    public record Tally(int flow, String source, int partition, Map<String, Long> counts, boolean addsUp) {
        public Tally {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    private static final List<String> COUNTED = List.of(
            "first_offset",
            "next_offset",
            "ticks",
            "taken",
            "applied",
            "filtered",
            "duplicate",
            "late",
            "dead",
            "open_errors");

    private static final String VERSIONS = """
        SELECT v.view, v.version, v.state, p.log, p.partition, p.next_offset,
               coalesce((extract(epoch FROM p.as_of) * 1000000)::bigint, 0)
          FROM weirpool.version v LEFT JOIN weirpool.progress p USING (view, version)
         WHERE v.state <> 'retired'
         ORDER BY v.view, v.version
        """;
    private static final String COUNTS =
            "SELECT coalesce(view || '.v' || version, ''), count(*) FROM %s WHERE %s GROUP BY 1";
    private static final String BLOCKED = """
        SELECT format('session %s of a sink waits for a lock of session %s (%s, %s)',
                      w.pid, b.pid, coalesce(nullif(b.application_name, ''), 'no application name'), b.state)
          FROM pg_stat_activity w
          CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS u (pid)
          JOIN pg_stat_activity b ON b.pid = u.pid
         WHERE w.application_name = 'weirpool-sink' AND w.wait_event_type = 'Lock'
        """;

    static TableStates read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new TableStates(
                    System.nanoTime(),
                    versions(statement),
                    counts(statement, "weirpool.dead_letters", "state = 'open'"),
                    counts(statement, "weirpool.open_errors", "true"),
                    ledger(statement),
                    blocked(statement));
        }
    }

    private static List<Version> versions(Statement statement) throws SQLException {
        Map<String, Version> found = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(VERSIONS)) {
            while (rows.next()) {
                Map<LogPartition, Long> reached = rows.getString(4) == null
                        ? Map.of()
                        : Map.of(new LogPartition(rows.getString(4), rows.getInt(5)), rows.getLong(6));
                Version part =
                        new Version(rows.getString(1), rows.getInt(2), rows.getString(3), reached, rows.getLong(7));
                found.merge(part.name(), part, Version::and);
            }
        }
        return List.copyOf(found.values());
    }

    private static Map<String, Long> counts(Statement statement, String table, String which) throws SQLException {
        try (ResultSet allowed = statement.executeQuery("SELECT has_table_privilege('" + table + "', 'SELECT')")) {
            allowed.next();
            if (!allowed.getBoolean(1)) {
                return Map.of();
            }
        }
        Map<String, Long> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(COUNTS.formatted(table, which))) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private static List<Tally> ledger(Statement statement) throws SQLException {
        List<Tally> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM weirpool.ledger ORDER BY flow, source, partition")) {
            while (row.next()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                for (String name : COUNTED) {
                    counts.put(name, row.getLong(name));
                }
                found.add(new Tally(
                        row.getInt("flow"),
                        row.getString("source"),
                        row.getInt("partition"),
                        counts,
                        row.getBoolean("adds_up")));
            }
        }
        return found;
    }

    private static List<String> blocked(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(BLOCKED)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /** Dead letters of this version. */
    public long deadLettersOf(Version version) {
        return deadLetters.getOrDefault(version.name(), 0L);
    }

    /** Keys of this version that have no row because theirs cannot be computed now. */
    public long openErrorsOf(Version version) {
        return openErrors.getOrDefault(version.name(), 0L);
    }
}
