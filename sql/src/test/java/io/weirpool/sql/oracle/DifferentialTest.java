package io.weirpool.sql.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.SqlType;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every query of the corpus, translated and interpreted, gives the rows that PostgreSQL gives: over many rows, few, and
 * none. A query with another form in PostgreSQL (QUALIFY, TUMBLE) has that after {@code -- postgresql}.
 */
class DifferentialTest {
    /** Averages are divided to more digits than PostgreSQL shows. */
    private static final MathContext DIGITS = new MathContext(12);

    /** Of an error, as many calls say where it is. */
    private static final int STACK_MAX = 10;

    private static EmbeddedPostgres server;
    private static Connection connection;

    @BeforeAll
    static void start(@TempDir Path directory) throws SQLException {
        server = EmbeddedPostgres.start(directory.resolve("postgres"));
        connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        new Tables(connection).execute("SET timezone = 'UTC'");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    /** The least number of queries says that none got lost. */
    @ParameterizedTest
    @CsvSource({
        "mixed, joins, 104",
        "mixed, subqueries, 141",
        "mixed, sets, 60",
        "mixed, windows, 72",
        "mixed, lateral, 40",
        "mixed, firsts, 43",
        "functions, functions, 120",
        "tpch, tpch, 22",
        "nexmark, nexmark, 23"
    })
    void queriesGiveWhatPostgresGives(String schema, String corpus, int queriesMin) throws SQLException, IOException {
        String declarations = read(schema + "/sources.sql");
        List<Source> sources = PipelineCompiler.compile(List.of(new SourceFile("sources.sql", declarations)))
                .sources();
        Tables tables = new Tables(connection);
        for (String rows : List.of("many", "few", "none")) {
            tables.create(
                    name(schema, corpus, rows), sources, rows.equals("none") ? "" : read(schema + "/" + rows + ".sql"));
        }
        List<String> queries =
                queries(read(schema.equals(corpus) ? schema + "/queries.sql" : schema + "/" + corpus + ".sql"));
        List<String> failures = new ArrayList<>();
        for (String query : queries) {
            String[] forms = query.split("(?m)^-- postgresql$", 2);
            try {
                Plan plan = plan(declarations, forms[0]);
                for (String rows : List.of("many", "few", "none")) {
                    difference(plan, forms[forms.length - 1], tables, name(schema, corpus, rows), sources)
                            .ifPresent(difference -> failures.add(query + "\n  over " + rows + " rows: " + difference));
                }
            } catch (DefinitionException e) {
                failures.add(query + "\n  " + e.getMessage());
            }
        }
        assertThat(failures).as(failures.size() + " of " + queries.size()).isEmpty();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(queriesMin);
    }

    private static Plan plan(String declarations, String query) {
        String text = declarations + "\nCREATE MATERIALIZED VIEW v AS\n" + query + ";";
        return PipelineCompiler.compile(List.of(new SourceFile("query.sql", text)))
                .views()
                .get(0)
                .plan();
    }

    private static String name(String schema, String corpus, String rows) {
        return schema + "_" + corpus + "_" + rows;
    }

    static List<String> queries(String text) {
        return Arrays.stream(text.split(";\\s*(\n|$)"))
                .map(String::strip)
                .filter(query -> !query.isEmpty())
                .toList();
    }

    /** Empty when there is none. TPC-H and Nexmark over many rows are to find some. */
    private static Optional<String> difference(
            Plan plan, String query, Tables tables, String schema, List<Source> sources) throws SQLException {
        Map<String, List<@Nullable Object[]>> rows = tables.rows(schema, sources);
        List<SqlType> types =
                plan.rowType().columns().stream().map(c -> c.type()).toList();
        List<String> wanted;
        try {
            wanted = sorted(tables.query(query, types));
        } catch (SQLException e) {
            wanted = List.of("failure: " + (e.getMessage().contains("more than one row") ? "rows" : e.getMessage()));
        }
        List<String> found;
        try {
            found = sorted(new Interpreter(name -> rows.getOrDefault(name, List.of())).rows(plan));
        } catch (Folds.SeveralRows e) {
            found = List.of("failure: rows");
        } catch (RuntimeException e) {
            return Optional.of("interpreter: " + e + " "
                    + Arrays.stream(e.getStackTrace()).limit(STACK_MAX).toList());
        }
        if (found.isEmpty() && schema.endsWith("_many") && !schema.startsWith("mixed")) {
            return Optional.of("no row");
        }
        return found.equals(wanted) ? Optional.empty() : Optional.of("found " + found + "\n  wanted " + wanted);
    }

    private static List<String> sorted(List<@Nullable Object[]> rows) {
        return rows.stream()
                .map(row ->
                        Arrays.stream(row).map(DifferentialTest::text).toList().toString())
                .sorted()
                .toList();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.round(DIGITS).stripTrailingZeros().toPlainString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return text(new BigDecimal(number));
        }
        if (value instanceof Float number && Float.isFinite(number)) {
            return new BigDecimal(number)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return String.valueOf(value);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = DifferentialTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
