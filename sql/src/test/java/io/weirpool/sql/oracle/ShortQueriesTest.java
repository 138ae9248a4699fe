package io.weirpool.sql.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.compile.PrintedValue;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries of every form that people write, each short: their columns have PostgreSQL's types and their values its text, to
 * the last zero. {@code typing/queries.sql} has them; those that begin with {@code !} are refused by us, whatever
 * PostgreSQL says.
 */
class ShortQueriesTest {
    private static final int QUERIES_MIN = 400;

    private static final Map<TypeKind, String> TYPES = Map.ofEntries(
            Map.entry(TypeKind.BOOLEAN, "bool"),
            Map.entry(TypeKind.SMALLINT, "int2"),
            Map.entry(TypeKind.INTEGER, "int4"),
            Map.entry(TypeKind.BIGINT, "int8"),
            Map.entry(TypeKind.REAL, "float4"),
            Map.entry(TypeKind.DOUBLE, "float8"),
            Map.entry(TypeKind.DECIMAL, "numeric"),
            Map.entry(TypeKind.VARCHAR, "text"),
            Map.entry(TypeKind.CHAR, "bpchar"),
            Map.entry(TypeKind.DATE, "date"),
            Map.entry(TypeKind.TIME, "time"),
            Map.entry(TypeKind.TIMESTAMP, "timestamp"),
            Map.entry(TypeKind.TIMESTAMPTZ, "timestamptz"),
            Map.entry(TypeKind.INTERVAL, "interval"),
            Map.entry(TypeKind.UUID, "uuid"),
            Map.entry(TypeKind.VARBINARY, "bytea"),
            Map.entry(TypeKind.JSON, "jsonb"));

    /** Types of the columns, then each row's text, sorted. */
    private record Answer(List<String> types, List<String> rows) {}

    @TempDir
    static Path directory;

    @Test
    void shortQueriesHaveTheTypesAndValuesOfPostgres() throws SQLException, IOException {
        String declarations = read("sources.sql");
        List<Source> sources = PipelineCompiler.compile(List.of(new SourceFile("sources.sql", declarations)))
                .sources();
        List<String> queries = DifferentialTest.queries(read("queries.sql"));
        List<String> failures = new ArrayList<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("postgres"));
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            Tables tables = new Tables(connection);
            tables.execute("SET timezone = 'UTC'");
            for (String rows : List.of("many", "few")) {
                tables.create(rows, sources, read(rows + ".sql"));
                Map<String, List<@Nullable Object[]>> contents = tables.rows(rows, sources);
                for (String query : queries) {
                    String difference = query.startsWith("!")
                            ? refused(declarations, query.substring(1).strip())
                            : difference(declarations, query, connection, contents);
                    if (!difference.isEmpty()) {
                        failures.add(query + "\n    " + difference);
                    }
                }
            }
        }
        assertThat(String.join("\n", failures))
                .as(failures.size() + " of " + queries.size())
                .isEmpty();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(QUERIES_MIN);
    }

    private static String refused(String declarations, String query) {
        try {
            plan(declarations, query);
            return "is not refused";
        } catch (DefinitionException e) {
            return "";
        }
    }

    private static String difference(
            String declarations, String query, Connection connection, Map<String, List<@Nullable Object[]>> contents) {
        Plan plan;
        try {
            plan = plan(declarations, query);
        } catch (DefinitionException e) {
            return e.getMessage();
        }
        Answer wanted;
        try {
            wanted = theirs(query, connection);
        } catch (SQLException e) {
            return "PostgreSQL: " + e.getMessage();
        }
        Answer found;
        try {
            found = ours(plan, contents);
        } catch (RuntimeException | AssertionError e) {
            return "interpreter: " + e + " "
                    + Arrays.stream(e.getStackTrace()).limit(5).toList();
        }
        return found.equals(wanted) ? "" : "found  " + found + "\n    wanted " + wanted;
    }

    private static Plan plan(String declarations, String query) {
        String text = declarations + "\nCREATE MATERIALIZED VIEW v AS\n" + query + ";";
        return PipelineCompiler.compile(List.of(new SourceFile("query.sql", text)))
                .views()
                .get(0)
                .plan();
    }

    private static Answer ours(Plan plan, Map<String, List<@Nullable Object[]>> contents) {
        List<SqlType> types =
                plan.rowType().columns().stream().map(c -> c.type()).toList();
        List<String> rows = new Interpreter(name -> contents.getOrDefault(name, List.of()))
                .rows(plan).stream()
                        .map(row -> {
                            List<String> texts = new ArrayList<>();
                            for (int i = 0; i < row.length; i++) {
                                texts.add(String.valueOf(PrintedValue.text(types.get(i), row[i])));
                            }
                            return texts.toString();
                        })
                        .sorted()
                        .toList();
        return new Answer(
                types.stream()
                        .map(type -> Objects.requireNonNull(TYPES.get(type.kind())))
                        .toList(),
                rows);
    }

    private static Answer theirs(String query, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            ResultSetMetaData columns = found.getMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.add(
                        columns.getColumnTypeName(i).replace("varchar", "text").replace("name", "text"));
            }
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> texts = new ArrayList<>();
                for (int i = 1; i <= types.size(); i++) {
                    texts.add(text(types.get(i - 1), found.getString(i)));
                }
                rows.add(texts.toString());
            }
            rows.sort(null);
            return new Answer(types, rows);
        }
    }

    private static String text(String type, @Nullable String text) {
        if (text == null) {
            return "null";
        }
        return switch (type) {
            case "bool" -> text.equals("t") ? "true" : "false";
            case "bpchar" -> text.stripTrailing();
            default -> text;
        };
    }

    private static String read(String name) throws IOException {
        try (InputStream in = ShortQueriesTest.class.getResourceAsStream("typing/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
