package io.weirpool.bench.backlog;

import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at what a reader of the table sees. */
public final class Watching implements AutoCloseable {
    private static final Duration WAIT_MAX = Duration.ofMinutes(30);
    private static final long LOOK_MS = 50;
    private static final String PROGRESS = "weirpool.progress";

    private final Connection connection;

    /** @param connection closed with this */
    public Watching(Connection connection) {
        this.connection = connection;
    }

    public Watching(Postgres.Database database) throws SQLException {
        this(database.connect());
    }

    /**
     * Returns when the tables of all these views hold the effects of everything before these offsets.
     *
     * @param processes without which that never comes
     */
    public void await(Collection<String> views, Map<String, Map<Integer, Long>> ends, List<ChildJvm> processes)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        await(() -> exists(PROGRESS), PROGRESS, deadline, processes);
        for (String view : views) {
            await(() -> hasReached(view, ends), view, deadline, processes);
        }
    }

    private interface Look {
        boolean isSeen() throws SQLException;
    }

    private static void await(Look look, String what, long deadline, List<ChildJvm> processes)
            throws SQLException, InterruptedException {
        while (!look.isSeen()) {
            for (ChildJvm process : processes) {
                if (!process.isRunning()) {
                    throw new IllegalStateException("a process has ended:\n" + process.output());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s is not done after %s".formatted(what, WAIT_MAX));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    public boolean exists(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    public boolean hasRow(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return rows.next();
        }
    }

    /** Whether the view's table holds the effects of everything before these offsets. */
    public boolean hasReached(String view, Map<String, Map<Integer, Long>> ends) throws SQLException {
        String sql = "SELECT log, partition, next_offset FROM " + PROGRESS + " WHERE view = ?";
        Map<String, Map<Integer, Long>> reached = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reached.computeIfAbsent(rows.getString(1), log -> new HashMap<>())
                            .put(rows.getInt(2), rows.getLong(3));
                }
            }
        }
        return ends.entrySet().stream()
                .allMatch(log -> log.getValue().entrySet().stream()
                        .allMatch(end ->
                                reached.getOrDefault(log.getKey(), Map.of()).getOrDefault(end.getKey(), 0L)
                                        >= end.getValue()));
    }

    public String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
