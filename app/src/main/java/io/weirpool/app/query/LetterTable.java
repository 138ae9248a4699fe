package io.weirpool.app.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Table {@code weirpool.dead_letters}, as people look at it and close letters, and {@code weirpool.audit}. Thread-safe. */
public final class LetterTable implements AutoCloseable {
    private static final String GROUPS = """
        SELECT source, view, version, code, state, count(*), min(first_seen)::text, max(last_seen)::text,
               (array_agg(id ORDER BY last_seen DESC, id))[1], (array_agg(detail ORDER BY last_seen DESC, id))[1]
          FROM weirpool.dead_letters
        """;
    private static final String LETTERS = """
        SELECT id, source, partition, log_offset, view || '.v' || version, code, detail, key, payload, traceparent,
               (extract(epoch FROM at) * 1000)::bigint, first_seen::text, last_seen::text, state, retried_as
          FROM weirpool.dead_letters
        """;

    private final Database database;

    public LetterTable(ReadConfig config, MeterRegistry metrics) {
        this.database = Database.writable(config.withConnections(2), "dead letters", metrics);
    }

    /**
     * Letters of one cause.
     *
     * @param view {@code <view>.v<n>} has two columns here; null when no view took the commands
     * @param example id of the newest
     * @param detail of the newest
     */
    public record Group(
            String source,
            @Nullable String view,
            int version,
            String code,
            String state,
            long count,
            String firstSeen,
            String lastSeen,
            String example,
            String detail) {}

    /**
     * One letter.
     *
     * @param view {@code <view>.v<n>}; null when no view took the command
     * @param atMillis when it was found
     * @param retriedAs where its command is now, {@code <log>/<partition>/<offset>}; null when it was not retried
     */
    public record Letter(
            String id,
            String source,
            int partition,
            long offset,
            @Nullable String view,
            String code,
            String detail,
            @Nullable Bytes key,
            @Nullable Bytes payload,
            @Nullable String traceparent,
            long atMillis,
            String firstSeen,
            String lastSeen,
            String state,
            @Nullable String retriedAs) {}

    /** By cause, the most first. */
    public List<Group> groups(LetterFilter filter) {
        SqlBuilder sql = new SqlBuilder().text(GROUPS);
        filter.appendTo(sql);
        sql.text(" GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 1, 2, 3, 4, 5");
        return database.list(
                sql,
                row -> new Group(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)));
    }

    /** In the order of the log; at most {@code limit}. */
    public List<Letter> letters(LetterFilter filter, int limit) {
        SqlBuilder sql = new SqlBuilder().text(LETTERS);
        filter.appendTo(sql);
        sql.text(" ORDER BY source, partition, log_offset, id LIMIT " + limit);
        return database.list(sql, LetterTable::letter);
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                bytes(row, 8),
                bytes(row, 9),
                row.getString(10),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15));
    }

    private static @Nullable Bytes bytes(ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? null : Bytes.wrap(value);
    }

    /** Offsets of commands of a source's partition that no view took, from this one on. */
    public Set<Long> deadOffsets(String source, int partition, long from) {
        String sql = "SELECT log_offset FROM weirpool.dead_letters"
                + " WHERE source = ? AND partition = ? AND log_offset >= ? AND view IS NULL";
        return database.read(connection -> {
            Set<Long> found = new HashSet<>();
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, source);
                query.setInt(2, partition);
                query.setLong(3, from);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getLong(1));
                    }
                }
            }
            return found;
        });
    }

    /**
     * Runs while nobody else does so, in any process.
     *
     * @throws WeirpoolException {@code NOT_READY} when somebody does
     */
    public <T> T alone(Supplier<T> repair) {
        return database.change(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT pg_try_advisory_xact_lock(hashtextextended('weirpool.repair', 0))")) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new WeirpoolException(
                            ErrorCode.NOT_READY, "somebody else repairs dead letters at this moment: ask again");
                }
            }
            return repair.get();
        });
    }

    /** Says who is about to do something. */
    public void audit(String who, String action, String subject, String detail) {
        database.change(connection -> audit(connection, who, action, subject, detail));
    }

    /**
     * The command of a letter is in its log again. Safe to repeat.
     *
     * @param as its new place
     */
    public void retried(String id, String as, String who) {
        String sql = "UPDATE weirpool.dead_letters SET state = 'retried', retried_as = ?, closed_at = now()"
                + " WHERE id = ? AND state <> 'retried'";
        database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, as);
                update.setString(2, id);
                if (update.executeUpdate() > 0) {
                    audit(connection, who, "dead-letter retried", id, "as " + as);
                }
            }
            return true;
        });
    }

    /**
     * Nothing is to become of these; their payloads go, their places stay.
     *
     * @param asked for the audit
     * @return how many were open
     */
    public int discard(LetterFilter filter, String who, String asked) {
        SqlBuilder sql = new SqlBuilder()
                .text("UPDATE weirpool.dead_letters SET state = 'discarded', closed_at = now(), payload = NULL");
        filter.appendTo(sql);
        return database.change(connection -> {
            try (PreparedStatement update = sql.prepare(connection)) {
                int count = update.executeUpdate();
                audit(connection, who, "dead-letters discarded", asked, count + " letters");
                return count;
            }
        });
    }

    private static boolean audit(Connection connection, String who, String action, String subject, String detail)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO weirpool.audit (who, action, subject, detail) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, who);
            insert.setString(2, action);
            insert.setString(3, subject);
            insert.setString(4, detail);
            return insert.executeUpdate() > 0;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
