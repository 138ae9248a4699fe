package io.weirpool.app.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** In which rows two versions of a view differ, for people: both tables are there while the one is kept for a rollback. */
public final class RowDifference implements AutoCloseable {
    private static final int SHOWN_MAX = 5;
    /** Comparing large tables takes longer than somebody who has saved a file would wait. */
    private static final int SECONDS_MAX = 5;

    private final Database database;

    public RowDifference(ReadConfig config) {
        this.database = new Database(config.withConnections(1), "differences", new SimpleMeterRegistry());
    }

    /** Some lines: how many rows there were and are, and the first that go and come, in the columns both have. */
    public List<String> between(Name view, int before, int now) {
        try {
            return database.read(connection -> compare(connection, view, before, now));
        } catch (WeirpoolException e) {
            return List.of("    (its rows are not compared: " + e.getMessage() + ")");
        }
    }

    private static List<String> compare(Connection connection, Name view, int before, int now) throws SQLException {
        String old = Identifiers.table(view, before);
        String next = Identifiers.table(view, now);
        String columns = String.join(", ", sharedColumns(connection, view + "__" + before, view + "__" + now));
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS_MAX);
            lines.addAll(texts(
                    statement,
                    "SELECT '    ' || (SELECT count(*) FROM %s) || ' rows before, ' || (SELECT count(*) FROM %s) || ' now'"
                            .formatted(old, next)));
            if (!columns.isEmpty()) {
                lines.addAll(texts(statement, onlyIn(old, next, columns, '-')));
                lines.addAll(texts(statement, onlyIn(next, old, columns, '+')));
            }
        }
        return lines;
    }

    private static String onlyIn(String one, String other, String columns, char sign) {
        return "SELECT '    %s ' || d::text FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM %s ORDER BY 1 LIMIT %d) AS d"
                .formatted(sign, columns, one, columns, other, SHOWN_MAX);
    }

    /** Quoted; those that begin with an underscore are not the view's. */
    private static List<String> sharedColumns(Connection connection, String old, String next) throws SQLException {
        String sql = """
            SELECT quote_ident(o.column_name)
              FROM information_schema.columns o
              JOIN information_schema.columns n USING (table_schema, column_name, data_type)
             WHERE table_schema = 'weirpool_data' AND o.table_name = ? AND n.table_name = ?
               AND left(column_name, 1) <> '_'
             ORDER BY o.ordinal_position
            """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, old);
            query.setString(2, next);
            return texts(query.executeQuery());
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        return texts(statement.executeQuery(sql));
    }

    private static List<String> texts(ResultSet result) throws SQLException {
        try (result) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
