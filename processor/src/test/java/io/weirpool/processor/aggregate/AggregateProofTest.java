package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.model.Change;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.aggregate.Examples.Comparison;
import io.weirpool.processor.aggregate.Examples.Example;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every aggregate gives what PostgreSQL gives over the rows that are left, however they came and went: as SQL, compiled, run
 * by the operators in several tasks with flushes and restarts.
 */
class AggregateProofTest {
    private static final int CALLS_PER_VIEW = 25;
    private static final String COLUMNS = ProofRows.COLUMNS.stream()
            .map(column -> column[0] + " " + column[1])
            .collect(Collectors.joining(", "));

    @TempDir
    private static Path directory;

    private static Expected postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = Expected.start(directory);
        String columns = ProofRows.COLUMNS.stream()
                .map(column -> column[0] + " " + column[1] + collation(column[1]))
                .collect(Collectors.joining(", "));
        postgres.execute("CREATE TABLE t0 (" + columns + ")");
    }

    private static String collation(String type) {
        return type.contains("CHAR") || type.startsWith("TEXT") ? " COLLATE \"C\"" : "";
    }

    @AfterAll
    static void stop() throws SQLException {
        postgres.close();
    }

    /** Many calls at once, over groups and over all rows. */
    static Stream<List<Example>> views() {
        List<Example> all = Examples.all();
        return IntStream.iterate(0, i -> i < all.size(), i -> i + CALLS_PER_VIEW)
                .mapToObj(i -> all.subList(i, Math.min(i + CALLS_PER_VIEW, all.size())));
    }

    @ParameterizedTest
    @MethodSource("views")
    void runningResultIsThatOfPostgreSql(List<Example> examples) throws SQLException {
        int seed = examples.stream().map(Example::ours).toList().hashCode(); // of texts: an enum's differs by JVM
        ViewPlan grouped = compile("g", examples, " GROUP BY g");
        ViewPlan global = compile("0", examples, "");
        List<String> mistakes = new ArrayList<>();
        for (int rows : List.of(0, 1, 3, 120)) {
            Random random = new Random(seed + rows);
            RunningView byGroup = new RunningView(grouped.plan());
            RunningView whole = new RunningView(global.plan());
            List<Object[]> left = history(rows, random, byGroup, whole);
            fill(left);
            compare(grouped, byGroup, examples, " GROUP BY g", mistakes);
            compare(global, whole, examples, "", mistakes);
            if (rows == 0) {
                assertThat(byGroup.store.size()).isZero();
            }
        }
        assertThat(mistakes).isEmpty();
    }

    private static ViewPlan compile(String group, List<Example> examples, String groupBy) {
        String calls = IntStream.range(0, examples.size())
                .mapToObj(i -> ", " + examples.get(i).ours() + " AS c" + i)
                .collect(Collectors.joining());
        String sql = "CREATE TABLE t0 (%s, PRIMARY KEY (id)); CREATE MATERIALIZED VIEW v AS SELECT %s AS k%s FROM t0%s;"
                .formatted(COLUMNS, group, calls, groupBy);
        return PipelineCompiler.compile(List.of(new SourceFile("test.sql", sql)))
                .views()
                .get(0);
    }

    /** All changes in any order: a row may be taken back before it comes. Gives the rows that are left. */
    private static List<Object[]> history(int rows, Random random, RunningView... views) {
        List<Object[]> left = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int id = 0; id < rows; id++) {
            Object[] row = ProofRows.row(id, random);
            left.add(row);
            changes.add(Change.plus(row));
        }
        for (int id = 0; id < rows + 20; id++) {
            Object[] row = ProofRows.row(id, random);
            changes.add(Change.plus(row));
            changes.add(Change.minus(row));
        }
        Collections.shuffle(changes, random);
        for (RunningView view : views) {
            changes.forEach(change -> view.apply(random, change));
        }
        return left;
    }

    private static void fill(List<Object[]> rows) throws SQLException {
        List<SqlType> types = types();
        List<String[]> texts = rows.stream()
                .map(row -> IntStream.range(0, row.length)
                        .mapToObj(i -> ProofRows.text(types.get(i), row[i]))
                        .toArray(String[]::new))
                .toList();
        postgres.fill("t0", ProofRows.COLUMNS.stream().map(column -> column[1]).toList(), texts);
    }

    private static List<SqlType> types() {
        String sql = "CREATE TABLE t0 (%s, PRIMARY KEY (id));".formatted(COLUMNS);
        return PipelineCompiler.compile(List.of(new SourceFile("test.sql", sql)))
                .sources()
                .get(0)
                .columns()
                .columns()
                .stream()
                .map(column -> column.type())
                .toList();
    }

    private static void compare(
            ViewPlan view, RunningView running, List<Example> examples, String groupBy, List<String> mistakes)
            throws SQLException {
        String calls = examples.stream()
                .map(example -> ", (" + example.postgres() + ")::text")
                .collect(Collectors.joining());
        String group = groupBy.isEmpty() ? "0" : "g";
        Map<String, List<String>> expected = new HashMap<>();
        postgres.query("SELECT " + group + calls + " FROM t0" + groupBy).forEach(row -> expected.put(row.get(0), row));
        Map<String, List<String>> actual = new HashMap<>();
        for (List<Object> row : running.rows()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                texts.add(ProofRows.text(view.columns().type(i), row.get(i)));
            }
            actual.put(texts.get(0), texts);
        }
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, row) -> {
            for (int i = 0; i < examples.size(); i++) {
                Example example = examples.get(i);
                String ours = actual.get(key).get(i + 1);
                String theirs = row.get(i + 1);
                SqlType type = view.columns().type(i + 1);
                if (!agree(example.comparison(), type, ours, theirs)) {
                    mistakes.add("%s of group %s: %s, PostgreSQL %s".formatted(example.ours(), key, ours, theirs));
                }
            }
        });
    }

    private static boolean agree(Comparison comparison, SqlType type, String ours, String theirs) {
        if (ours == null || theirs == null || comparison == Comparison.TEXT) {
            return type.kind() == TypeKind.CHAR && theirs != null
                    ? theirs.stripTrailing().equals(ours)
                    : Objects.equals(ours, theirs);
        }
        if (comparison == Comparison.NUMBER) {
            return new BigDecimal(ours).compareTo(new BigDecimal(theirs)) == 0;
        }
        double a = Double.parseDouble(ours);
        double b = Double.parseDouble(theirs);
        return Double.compare(a, b) == 0
                || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
                || (type.kind() == TypeKind.REAL && Math.abs(a - b) <= 1e-5 * Math.abs(b));
    }
}
