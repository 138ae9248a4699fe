package io.weirpool.e2e.oracle;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.sql.restate.RestatedView;
import io.weirpool.sql.restate.Restatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with the sources as tables and the views as plain views, in a schema of this connection's own. Our rows are
 * brought there and compared there, so that its equality counts.
 */
final class Postgres {
    /** A table of one row or none: the time that no row is from before any more. */
    static final String MARK = "weirpool_mark";

    private static final int DIFFERENCES_SHOWN_MAX = 12;
    /** "data exception" and "cardinality violation": the query has no answer for these rows. */
    private static final List<String> NO_ANSWER = List.of("22", "21");

    /** Ways of joining that a plan does without. */
    private static final List<List<String>> OTHER_PLANS = List.of(
            List.of("hashjoin", "mergejoin"), List.of("hashjoin", "nestloop"), List.of("mergejoin", "nestloop"));

    private final Connection connection;

    /** A column of a view, as PostgreSQL types it. */
    record Typed(String name, String type) {
        String quoted() {
            return '"' + name + '"';
        }
    }

    /** Closed: PostgreSQL has an answer, which is ours or not, or it has none. */
    sealed interface Comparison {
        record Equal() implements Comparison {}

        record Different(String rows) implements Comparison {}

        record NoAnswer(String why) implements Comparison {}
    }

    Postgres(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        execute("SET timezone = 'UTC'");
        execute("SET statement_timeout = '60s'");
        execute("SET search_path = " + schema);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Forgets what was there; makes the sources and the views. Returns the views that PostgreSQL does not take, and why. */
    Map<String, String> define(Case given) throws SQLException {
        createSchema();
        for (SourceSpec source : given.sources()) {
            execute(source.postgres());
        }
        execute("CREATE TABLE " + MARK + " (at TIMESTAMP)");
        Map<String, String> refused = new LinkedHashMap<>();
        for (Case.ViewSpec view : given.views()) {
            try {
                execute(view.postgres());
            } catch (SQLException e) {
                refused.put(view.name(), String.valueOf(e.getMessage()));
            }
        }
        return refused;
    }

    /** Forgets what was there; makes tables and views, all of which PostgreSQL must take. */
    void define(Script script) throws SQLException {
        createSchema();
        for (String table : script.tables()) {
            execute(table);
        }
        for (Script.Defined view : script.views()) {
            try {
                execute(view.sql());
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + "\n" + view.sql(), e.getSQLState(), e);
            }
        }
    }

    /**
     * Makes a view more of each that is restated other than it is written.
     *
     * @return what it is called, by the name of the view whose rows it must have
     */
    Map<String, String> restate(Script script) throws SQLException {
        for (String prepared : Restatement.preparation()) {
            execute(prepared);
        }
        String written = script.definitions().stream().map(SourceFile::text).collect(Collectors.joining());
        Map<String, String> names = new LinkedHashMap<>();
        for (RestatedView view : Restatement.of(script.definitions())) {
            boolean glued = view.query().matches("(?s).*[0-9]e0[A-Za-z].*"); // "5. AS" is read as "5e0AS"
            if (view.refusal().isEmpty() && !view.inTimeOnly() && !glued && !written.contains(view.query())) {
                String columns = view.columns().isEmpty()
                        ? ""
                        : view.columns().stream().collect(Collectors.joining("\", \"", "(\"", "\")"));
                names.put(view.name(), "\"#" + view.name() + '"');
                execute("CREATE TEMP VIEW \"#%s\"%s AS %s".formatted(view.name(), columns, view.query()));
            }
        }
        return names;
    }

    private void createSchema() throws SQLException {
        String schema = connection.getSchema() == null ? searchPath() : connection.getSchema();
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        execute("CREATE SCHEMA " + schema);
    }

    private String searchPath() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW search_path")) {
            row.next();
            return row.getString(1);
        }
    }

    void load(Case given, Rows rows) throws SQLException {
        for (SourceSpec source : given.sources()) {
            load(source.name(), rows);
        }
    }

    /** Says from which time on rows still come. */
    void mark(@Nullable LocalDateTime mark) throws SQLException {
        execute("TRUNCATE " + MARK);
        if (mark != null) {
            execute("INSERT INTO " + MARK + " VALUES ('" + mark + "')");
        }
    }

    /** Makes a table hold what a source holds. */
    void load(String source, Rows rows) throws SQLException {
        execute("TRUNCATE " + source);
        List<Typed> columns = columns(source);
        String sql = "INSERT INTO " + source + " SELECT " + read(columns) + " FROM " + records(columns);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, Json.text(rows.of(source)));
            insert.execute();
        }
    }

    List<Typed> columns(String relation) throws SQLException {
        String sql = "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = ?::regclass AND attnum > 0 ORDER BY attnum";
        List<Typed> columns = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, relation);
            try (ResultSet found = ask.executeQuery()) {
                while (found.next()) {
                    columns.add(new Typed(found.getString(1), found.getString(2)));
                }
            }
        }
        return columns;
    }

    /** JSON objects as rows; base64 stays text until it is read. */
    private static String records(List<Typed> columns) {
        StringJoiner list = new StringJoiner(
                ", ", "jsonb_array_elements(?::jsonb) AS \"#e\", jsonb_to_record(\"#e\") AS r(", ", \"#\" bigint)");
        columns.forEach(c -> list.add(c.quoted() + " " + (c.type().equals("bytea") ? "text" : c.type())));
        return list.toString();
    }

    private static String read(List<Typed> columns) {
        StringJoiner list = new StringJoiner(", ");
        columns.forEach(
                c -> list.add(c.type().equals("bytea") ? "decode(r." + c.quoted() + ", 'base64')" : "r." + c.quoted()));
        return list.toString();
    }

    /**
     * Floating numbers as text of as many digits as can be relied on, moved a little, as round numbers lie where texts change;
     * quotients of NUMERIC to the digits that do not depend
     * on how many zeros equal numbers were written with; all else as it is.
     */
    private static String comparable(List<Typed> columns) {
        StringJoiner list = new StringJoiner(", ");
        for (Typed column : columns) {
            String name = column.quoted();
            if (column.type().equals("numeric")) {
                list.add("round(" + name + ", 12) AS " + name);
                continue;
            }
            String digits = switch (column.type()) {
                case "double precision" -> "9.99999999EEEE";
                case "real" -> "9.99999EEEE";
                default -> "";
            };
            list.add(
                    digits.isEmpty()
                            ? name
                            : "CASE WHEN %1$s IN ('NaN', 'Infinity', '-Infinity') THEN %1$s::text ELSE to_char(%1$s * 1.00000000003 + 0, '%2$s') END AS %1$s"
                                    .formatted(name, digits));
        }
        return list.toString();
    }

    /** JSON's null is a value, other than a field that is left out. */
    private static String readAs(Typed column) {
        return switch (column.type()) {
            case "bytea" -> "decode(r.%1$s, 'base64') AS %1$s".formatted(column.quoted());
            case "jsonb" -> "\"#e\" -> '%s' AS %s".formatted(column.name(), column.quoted());
            default -> "r." + column.quoted();
        };
    }

    /** @param rows of the view as JSON objects, a bag's with how often as {@code #} */
    Comparison compare(String view, List<String> rows) throws SQLException {
        List<Typed> columns = columns(view);
        StringJoiner read = new StringJoiner(", ");
        columns.forEach(c -> read.add(readAs(c)));
        String here = "(SELECT %s FROM %s, generate_series(1, coalesce(\"#\", 1)))".formatted(read, records(columns));
        return compare(view, here, Optional.of("[" + String.join(",", rows) + "]"));
    }

    /** @param table what the product keeps up to date */
    Comparison compareTable(String view, String table) throws SQLException {
        return compare(view, table, Optional.empty());
    }

    private Comparison compare(String view, String here, Optional<String> json) throws SQLException {
        String columns = comparable(columns(view));
        String sql = """
            WITH here AS (SELECT %s FROM %s AS r), there AS (SELECT %s FROM %s)
            SELECT 'only here: ' || t::text FROM (SELECT * FROM here EXCEPT ALL SELECT * FROM there) AS t
            UNION ALL
            SELECT 'only there: ' || t::text FROM (SELECT * FROM there EXCEPT ALL SELECT * FROM here) AS t
            """.formatted(columns, here, columns, view);
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            if (json.isPresent()) {
                ask.setString(1, json.get());
            }
            try (ResultSet found = ask.executeQuery()) {
                return differences(found)
                        .<Comparison>map(Comparison.Different::new)
                        .orElseGet(Comparison.Equal::new);
            }
        } catch (SQLException e) {
            return NO_ANSWER.contains(e.getSQLState().substring(0, 2)) && hasNoAnswer(view)
                    ? new Comparison.NoAnswer(String.valueOf(e.getMessage()))
                    : new Comparison.Different(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> differences(ResultSet found) throws SQLException {
        StringJoiner text = new StringJoiner("\n");
        int count = 0;
        while (found.next()) {
            if (count++ < DIFFERENCES_SHOWN_MAX) {
                text.add(found.getString(1));
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(count + " rows differ\n" + text);
    }

    /** Whether it is PostgreSQL's query that fails, and not the reading of our rows. */
    private boolean hasNoAnswer(String view) {
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery("SELECT * FROM " + view)) {
            while (all.next()) {
                all.getString(1);
            }
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /**
     * Whether the view's query has no answer by another of PostgreSQL's plans: a condition on one input of a join is tested
     * before the join, as here, but not where a plan found the other input empty first.
     */
    boolean mayHaveNoAnswer(String view) throws SQLException {
        boolean fails = false;
        for (List<String> methods : OTHER_PLANS) {
            for (String method : methods) {
                execute("SET enable_" + method + " = off");
            }
            fails |= hasNoAnswer(view);
            for (String method : methods) {
                execute("RESET enable_" + method);
            }
        }
        return fails;
    }

    /** A line for each column of a view that PostgreSQL types otherwise. */
    List<String> differentTypes(View view) throws SQLException {
        List<Typed> theirs = columns(view.name().value());
        List<String> different = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            String type = view.columns().type(i).toString();
            if (!isSame(type, theirs.get(i).type())) {
                different.add("%s.%s is %s, in PostgreSQL %s"
                        .formatted(
                                view.name(),
                                theirs.get(i).name(),
                                type,
                                theirs.get(i).type()));
            }
        }
        return different;
    }

    /** Whether a type of ours is the one PostgreSQL gives, parameters aside. */
    static boolean isSame(String ours, String postgres) {
        if (ours.endsWith("[]") && postgres.endsWith("[]")) {
            return isSame(ours.substring(0, ours.length() - 2), postgres.substring(0, postgres.length() - 2));
        }
        String here = base(ours);
        String there = base(postgres);
        return here.equals(there) || (isText(here) && isText(there));
    }

    /** CHAR(n) is one of them: what is computed from it is VARCHAR here and CHAR without length in PostgreSQL. */
    private static boolean isText(String type) {
        return List.of("varchar", "text", "character varying", "character").contains(type);
    }

    private static String base(String type) {
        String name =
                type.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "").trim();
        return switch (name) {
            case "decimal" -> "numeric";
            case "double" -> "double precision";
            case "varbinary" -> "bytea";
            case "json" -> "jsonb";
            case "char", "bpchar" -> "character";
            case "timestamp without time zone" -> "timestamp";
            case "time without time zone" -> "time";
            case "regtype" -> "varchar";
            default -> name.startsWith("interval ") ? "interval" : name.replace("  ", " ");
        };
    }
}
