package io.weirpool.app.verify;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.sql.restate.RestatedView;
import io.weirpool.sql.restate.Restatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One session whose temporary tables hold the commands of the logs, and whose temporary views are sources and views under
 * their own names: they come before everything else of that name. All of it goes with the session. Not thread-safe.
 *
 * <p>A source's rows are those before the point in table {@code point}, so the same queries answer for any point.
 */
final class Scratch implements AutoCloseable {
    /** Of a command, before those of its row: partition, offset, append time, tick, key, whether it is a delete, id. */
    private static final int OWN_COLUMNS = 7;

    private final Connection connection;
    private final Statement statement;
    /** Names of types of rows, by what they are made of. */
    private final Map<String, String> rowTypes = new HashMap<>();

    private Scratch(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static Scratch open(ReadConfig config) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", config.user());
        properties.put("password", config.password());
        properties.put("ApplicationName", "weirpool verify");
        properties.put("options", "-c TimeZone=UTC -c DateStyle=ISO -c jit=off -c work_mem=64MB");
        Connection connection = DriverManager.getConnection(config.jdbcUrl(), properties);
        Statement statement = connection.createStatement();
        statement.execute("SET search_path = pg_temp, " + quoted(config.schema().value()) + ", pg_catalog");
        for (String prepared : Restatement.preparation()) {
            statement.execute(prepared);
        }
        statement.execute("CREATE TEMP TABLE weirpool_point (log text, partition int, upto bigint)");
        statement.execute("CREATE TEMP TABLE weirpool_dead (source text, partition int, log_offset bigint)");
        return new Scratch(connection, statement);
    }

    /**
     * From now on commands that the pipeline has reported as dead letters are left out: no view took them. They are not
     * looked at before this, so it does not matter that PostgreSQL could not read them.
     */
    void refreshDeadLetters() throws SQLException {
        run("TRUNCATE weirpool_dead");
        run("INSERT INTO weirpool_dead SELECT DISTINCT source, partition, log_offset FROM weirpool.dead_letters"
                + " WHERE view IS NULL");
        run("ANALYZE weirpool_dead");
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) throws SQLException {
        statement.execute(sql);
    }

    long count(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Its commands as text, and the source itself: typed, checked, and for a table the last row of each key.
     *
     * @param inTimeOnly whether rows of a stream with a watermark are left out that are late or too far ahead
     */
    void source(Source source, String log, boolean inTimeOnly) throws SQLException {
        List<DeclaredColumn> columns = DeclaredColumn.of(source.columns());
        List<String> types = new ArrayList<>();
        for (DeclaredColumn column : columns) {
            types.add(type(source, column));
        }
        String raw = raw(source);
        String texts = IntStream.range(0, columns.size())
                .mapToObj(i -> "c" + i + " text")
                .collect(Collectors.joining(", "));
        run(
                "CREATE TEMP TABLE %s (partition int, log_offset bigint, appended bigint, tick bigint, key text, gone boolean, id text, %s)"
                        .formatted(raw, texts));
        String typed = IntStream.range(0, columns.size())
                .mapToObj(i -> "(r.c%d::%s) AS %s"
                        .formatted(i, types.get(i), quoted(columns.get(i).name())))
                .collect(Collectors.joining(", "));
        String until =
                "FROM %s r JOIN weirpool_point p ON p.log = '%s' AND p.partition = r.partition AND r.log_offset < p.upto"
                                .formatted(raw, log)
                        + " WHERE (r.partition, r.log_offset) NOT IN (SELECT d.partition, d.log_offset FROM weirpool_dead d WHERE d.source = '%s')"
                                .formatted(source.name());
        String rows = source.isTable()
                ? "(SELECT DISTINCT ON (r.key) r.* %s ORDER BY r.key, r.log_offset DESC)".formatted(until)
                : inTimeOnly && source.watermark() != null
                        ? InTime.of(source, source.watermark(), "SELECT r.* " + until)
                        : "(SELECT r.* %s)".formatted(until);
        String checks = source.checks().stream()
                .map(check -> " AND (" + check + ") IS NOT FALSE")
                .collect(Collectors.joining());
        run(
                "CREATE TEMP VIEW %s AS SELECT * FROM (SELECT %s FROM %s AS r WHERE NOT r.gone AND r.tick IS NULL) AS t WHERE true%s"
                        .formatted(quoted(source.name().value()), typed, rows, checks));
    }

    /** The name of a column's type; that of a row is made, and those of the rows in it before. */
    private String type(Source source, DeclaredColumn column) throws SQLException {
        if (!column.isRow()) {
            return PostgresTypeName.of(source.columns().type(column.index()));
        }
        List<String> fields = new ArrayList<>();
        for (DeclaredColumn field : column.fields()) {
            fields.add(quoted(field.name()) + " " + type(source, field));
        }
        String definition = String.join(", ", fields);
        String known = rowTypes.get(definition);
        if (known != null) {
            return known; // rows with the same fields are compared
        }
        String name = "pg_temp.weirpool_row_" + rowTypes.size();
        run("CREATE TYPE %s AS (%s)".formatted(name, definition));
        rowTypes.put(definition, name);
        return name;
    }

    /** @param columns the names it is read by; empty: the query names them */
    void view(RestatedView view, List<String> columns) throws SQLException {
        String names = columns.isEmpty()
                ? ""
                : columns.stream().map(Scratch::quoted).collect(Collectors.joining(", ", " (", ")"));
        String name = quoted(view.name());
        run("CREATE TEMP VIEW %s%s AS %s".formatted(name, names, view.query()));
        String each = "SELECT %s FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                + " WHERE a.attrelid = 'pg_temp.%s'::regclass AND a.attnum > 0 ORDER BY a.attnum";
        boolean rows = lines(each.formatted("t.typtype", name)).contains("c");
        if (rows) { // a view shows the text of a row, and so do those that read it
            List<String> shown = lines(each.formatted(
                    "quote_ident(a.attname) || CASE t.typtype WHEN 'c' THEN '::text' ELSE '' END", name));
            List<String> called = lines(each.formatted("quote_ident(a.attname)", name));
            run("DROP VIEW " + name);
            run("CREATE TEMP VIEW %s (%s) AS SELECT %s FROM (%s\n) AS r (%2$s)"
                    .formatted(name, String.join(", ", called), String.join(", ", shown), view.query()));
        }
    }

    /** What the temporary views hold from now on. */
    void point(Map<LogPartition, Long> upto) throws SQLException {
        run("TRUNCATE weirpool_point");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO weirpool_point VALUES (?, ?, ?)")) {
            for (Map.Entry<LogPartition, Long> entry : upto.entrySet()) {
                insert.setString(1, entry.getKey().log());
                insert.setInt(2, entry.getKey().partition());
                insert.setLong(3, entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        run("ANALYZE weirpool_point");
    }

    /** Adds commands; each row is as {@link #row} or {@link #tick} makes it. */
    void add(Source source, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<String> types = new ArrayList<>(List.of("int4", "int8", "int8", "int8", "text", "bool", "text"));
        DeclaredColumn.of(source.columns()).forEach(column -> types.add("text"));
        String arrays = types.stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", "));
        String sql = "INSERT INTO %s SELECT * FROM unnest(%s)".formatted(raw(source), arrays);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < types.size(); i++) {
                int column = i;
                Object[] values = rows.stream().map(row -> row[column]).toArray();
                insert.setArray(i + 1, connection.createArrayOf(types.get(i), values));
            }
            insert.executeUpdate();
        }
    }

    void analyze(Source source) throws SQLException {
        run("ANALYZE " + raw(source));
    }

    /** Lines of one text column. */
    List<String> lines(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /** The table of its commands. */
    static String raw(Source source) {
        return quoted(
                "weirpool_raw_" + Integer.toHexString(source.name().value().hashCode()));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** For messages: what the columns of a row are called. */
    static String names(List<Column> columns) {
        return columns.stream().map(column -> quoted(column.name().value())).collect(Collectors.joining(", "));
    }

    /** @param texts of the columns; null: a delete */
    static @Nullable Object[] row(
            int partition,
            long offset,
            long appendedMillis,
            String key,
            @Nullable String id,
            @Nullable String @Nullable [] texts,
            int width) {
        @Nullable Object[] row = new @Nullable Object[OWN_COLUMNS + width];
        row[0] = partition;
        row[1] = offset;
        row[2] = appendedMillis;
        row[4] = key;
        row[5] = texts == null;
        row[6] = id;
        if (texts != null) {
            System.arraycopy(Arrays.copyOf(texts, width), 0, row, OWN_COLUMNS, width);
        }
        return row;
    }

    /** A record that says a time, and is no command. */
    static @Nullable Object[] tick(int partition, long offset, long appendedMillis, long micros, int width) {
        @Nullable Object[] row = row(partition, offset, appendedMillis, "", null, null, width);
        row[3] = micros;
        return row;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
