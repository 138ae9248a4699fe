package io.weirpool.app.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Receipt;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of the commands of a receipt, as JSON. */
final class ReceiptState {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A person reads the first; a program finds the rest in the table. */
    private static final int DEAD_LISTED_MAX = 100;

    /** insufficient_privilege: dead letters hold data of others, so not every reader may see them. */
    private static final String FORBIDDEN = "42501";

    private static final String VIEWS = """
        WITH r AS (SELECT * FROM weirpool.receipt_position(?)),
             counted AS (
                SELECT v.view, v.version, v.state FROM weirpool.version v
                 WHERE v.state = 'live'
                    OR v.state IN ('building', 'broken')
                       AND NOT EXISTS (SELECT FROM weirpool.version o WHERE o.view = v.view AND o.state = 'live'))
        SELECT c.view, c.version, c.state, bool_and(coalesce(p.next_offset, 0) >= r.next_offset)
          FROM counted c
          JOIN r ON EXISTS (SELECT FROM weirpool.expected e
                             WHERE e.view = c.view AND e.version = c.version AND e.log = r.log)
          LEFT JOIN weirpool.progress p
            ON p.view = c.view AND p.version = c.version AND p.log = r.log AND p.partition = r.partition
         GROUP BY 1, 2, 3 ORDER BY 1, 2
        """;

    private static final String DEAD = """
        SELECT d.source, d.partition, d.log_offset, d.view, d.code, d.detail
          FROM weirpool.dead_letters d
          JOIN unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) AS r (source, partition, first, next)
            ON d.source = r.source AND d.partition = r.partition
           AND d.log_offset >= r.first AND d.log_offset < r.next
         WHERE ?::text IS NULL OR d.traceparent LIKE '00-' || ?::text || '-%'
         ORDER BY 1, 2, 3, 4 LIMIT
        """ + DEAD_LISTED_MAX;

    private final ObjectNode root;
    private final boolean applied;

    private ReceiptState(ObjectNode root, boolean applied) {
        this.root = root;
        this.applied = applied;
    }

    /** Whether all views reflect the commands, and none of them is lost. */
    boolean isApplied() {
        return applied;
    }

    /** So many of the commands had no effect, as they were there before. */
    void repeats(long count, long commands) {
        root.put("duplicates", count);
        if (count > 0 && count >= commands) {
            root.put("state", "duplicate");
        }
    }

    byte[] json() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads it.
     *
     * @param from of each partition the first offset of the commands; where it is not known, only the last one counts
     * @param trace of the request, hexadecimal; null for commands of any
     */
    static ReceiptState read(Connection connection, Receipt receipt, Position from, @Nullable String trace)
            throws SQLException {
        ObjectNode root = JSON.createObjectNode().put("receipt", receipt.token());
        ArrayNode views = JSON.createArrayNode();
        boolean applied = views(connection, receipt, views);
        ArrayNode dead = JSON.createArrayNode();
        boolean known = dead(connection, receipt, from, trace, dead);
        boolean lost = false;
        for (int i = 0; i < dead.size(); i++) {
            lost |= dead.get(i).get("view").isNull();
        }
        root.put("state", lost ? "dead" : applied ? "applied" : "accepted");
        root.set("views", views);
        if (known) {
            root.set("dead", dead);
        }
        return new ReceiptState(root, applied && !lost);
    }

    private static boolean views(Connection connection, Receipt receipt, ArrayNode into) throws SQLException {
        boolean all = true;
        try (PreparedStatement statement = connection.prepareStatement(VIEWS)) {
            statement.setString(1, receipt.token());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    boolean broken = row.getString(3).equals("broken");
                    boolean applied = !broken && row.getBoolean(4);
                    all &= applied;
                    into.addObject()
                            .put("view", row.getString(1))
                            .put("version", row.getInt(2))
                            .put("state", broken ? "broken" : applied ? "applied" : "waiting");
                }
            }
        }
        return all;
    }

    private static boolean dead(
            Connection connection, Receipt receipt, Position from, @Nullable String trace, ArrayNode into)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DEAD)) {
            bind(connection, statement, receipt, from);
            statement.setString(5, trace);
            statement.setString(6, trace);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    into.addObject()
                            .put("source", row.getString(1))
                            .put("partition", row.getInt(2))
                            .put("offset", row.getLong(3))
                            .put("view", row.getString(4))
                            .put("code", row.getString(5))
                            .put("detail", row.getString(6));
                }
            }
            return true;
        } catch (SQLException e) {
            if (FORBIDDEN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Receipt receipt, Position from)
            throws SQLException {
        List<String> sources = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        List<Long> firsts = new ArrayList<>();
        List<Long> nexts = new ArrayList<>();
        receipt.position().nextOffsets().forEach((partition, next) -> {
            sources.add(source(partition));
            partitions.add(partition.partition());
            firsts.add(from.nextOffsets().getOrDefault(partition, next - 1));
            nexts.add(next);
        });
        array(connection, statement, 1, "text", sources);
        array(connection, statement, 2, "int4", partitions);
        array(connection, statement, 3, "int8", firsts);
        array(connection, statement, 4, "int8", nexts);
    }

    private static void array(
            Connection connection, PreparedStatement statement, int index, String type, List<?> values)
            throws SQLException {
        Array array = connection.createArrayOf(type, values.toArray());
        statement.setArray(index, array);
    }

    /** A log is {@code <pipeline>.<source>}. */
    private static String source(LogPartition partition) {
        return partition.log().substring(partition.log().indexOf('.') + 1);
    }
}
