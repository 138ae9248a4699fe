package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sql.parse.DefinitionException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every word that is a name in PostgreSQL is one here: of tables, columns and aliases. PostgreSQL says which. */
class KeywordsTest {
    private static final int WORDS_MIN = 300;
    private static final int LABELS = 6; // of one query

    /** Words that the standard or Calcite reserves, and PostgreSQL does not know. */
    private static final List<String> NO_KEYWORDS = List.of(
            "abs",
            "avg",
            "sum",
            "count",
            "min",
            "max",
            "rank",
            "row_number",
            "uuid",
            "new",
            "one",
            "percent",
            "result",
            "name",
            "id",
            "status",
            "level",
            "power",
            "mod",
            "floor",
            "lag",
            "lead",
            "first_value",
            "ntile",
            "upper",
            "lower",
            "char_length",
            "cardinality",
            "collect",
            "element",
            "every",
            "stream",
            "regr_count",
            "minus",
            "qualify",
            "datetime",
            "tinyint",
            "variant",
            "emit",
            "final",
            "corr",
            "ceil",
            "exp",
            "ln",
            "sqrt",
            "convert",
            "julian",
            "quarter",
            "week",
            "doy",
            "dow",
            "symbol",
            "amount",
            "timestamp_diff",
            "datetime_diff");

    @TempDir
    static Path directory;

    @Test
    void wordsThatAreNamesInPostgresAreNames() throws SQLException {
        Set<String> words = new TreeSet<>(NO_KEYWORDS);
        List<String> labels = new ArrayList<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("postgres"));
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            words.addAll(list(statement, "SELECT word FROM pg_get_keywords() WHERE catcode IN ('U', 'C') ORDER BY 1"));
            labels.addAll(list(statement, "SELECT word FROM pg_get_keywords() WHERE barelabel ORDER BY 1"));
            for (String word : words) {
                statement.execute(table(word));
                statement.execute("CREATE VIEW \"v_" + word + "\" AS " + query(word));
            }
            statement.execute("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
            for (String view : labelled(labels)) {
                statement.execute(view);
            }
        }
        assertThat(refused(words, labels)).isEmpty();
        assertThat(words).hasSizeGreaterThan(WORDS_MIN);
    }

    private static List<String> refused(Set<String> words, List<String> labels) {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (a INT PRIMARY KEY, b INT);\n");
        for (String word : words) {
            sql.append(table(word)).append(";\nCREATE VIEW v_").append(word).append(" AS ");
            sql.append(query(word)).append(";\n");
        }
        labelled(labels).forEach(view -> sql.append(view).append(";\n"));
        try {
            Compiled.pipeline(sql.toString());
            return List.of();
        } catch (DefinitionException e) {
            return e.errors().stream()
                    .map(error -> error.excerpt() + ": " + error.message())
                    .toList();
        }
    }

    private static List<String> list(Statement statement, String sql) throws SQLException {
        List<String> words = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    private static String table(String word) {
        return "CREATE TABLE %1$s (%1$s INT PRIMARY KEY, b INT)".formatted(word);
    }

    private static String query(String word) {
        return ("SELECT %1$s, t.%1$s AS c1, t.%1$s + 1 AS c2, max(%1$s) AS c3, b AS b%1$s FROM %1$s AS t"
                        + " WHERE %1$s > 0 AND %1$s IS NOT NULL AND b = %1$s GROUP BY %1$s, b HAVING count(%1$s) > 0")
                .formatted(word);
    }

    /** Views of some words each: one for every word takes longer than most of this module's tests together. */
    private static List<String> labelled(List<String> words) {
        List<String> views = new ArrayList<>();
        for (int from = 0; from < words.size(); from += LABELS) {
            List<String> some = words.subList(from, Math.min(from + LABELS, words.size()));
            String columns = some.stream().map(word -> "a " + word).collect(Collectors.joining(", "));
            views.add("CREATE VIEW labelled_%d AS SELECT %s FROM t".formatted(from, columns));
        }
        return views;
    }
}
