package io.weirpool.app.verify;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The table against what the query says at its own position and at the ends of the logs. What is equal at both must be in
 * the table; what differs between them may be either, or on its way.
 *
 * <p>Columns of approximate types agree when they differ by less than a part in a billion: PostgreSQL adds in the order of
 * rows, and its sums depend on it.
 */
final class Comparison {
    private static final double TOLERANCE = 1e-9;
    /** More candidates than this are no longer looked at one by one: the table is wrong. */
    private static final int CANDIDATES_MAX = 10_000;

    private final Scratch scratch;
    private final List<Column> columns;
    private final List<Integer> key;

    Comparison(Scratch scratch, View view) {
        this.scratch = scratch;
        this.columns = view.columns().columns();
        this.key = view.key() instanceof ViewKey.Columns named ? named.indexes() : List.of();
    }

    private String name(int column) {
        return Scratch.quoted(columns.get(column).name().value());
    }

    private String all() {
        return IntStream.range(0, columns.size()).mapToObj(this::name).collect(Collectors.joining(", "));
    }

    private String key() {
        return key.stream().map(this::name).collect(Collectors.joining(", "));
    }

    /**
     * Compares (no column can be named with a #) tables {@code weirpool_now}, {@code weirpool_then} (its position) and {@code weirpool_end}.
     *
     * @return one line for each difference, in no order
     */
    Set<String> differences() throws SQLException {
        String counted =
                "SELECT %1$s, sum(\"#a\") AS \"#a\", sum(\"#p\") AS \"#p\" FROM (SELECT %1$s, 1 AS \"#a\", 0 AS"
                        + " \"#p\", 0 AS \"#u\" FROM weirpool_now UNION ALL SELECT %1$s, 0, 1, 0 FROM weirpool_then UNION"
                        + " ALL SELECT %1$s, 0, 0, 1 FROM weirpool_end) AS r GROUP BY %1$s HAVING sum(\"#p\") ="
                        + " sum(\"#u\") AND sum(\"#a\") <> sum(\"#p\")";
        scratch.run("CREATE TEMP TABLE weirpool_found AS " + counted.formatted(all()));
        if (!key.isEmpty()) {
            leaveOutWhatChanges();
        }
        List<Found> found = found();
        scratch.run("DROP TABLE weirpool_found");
        return new TreeSet<>(lines(found));
    }

    /** A key whose row is another at the end may have any of the rows between. */
    private void leaveOutWhatChanges() throws SQLException {
        scratch.run(
                "CREATE TEMP TABLE weirpool_flux AS SELECT DISTINCT %2$s FROM ((SELECT %1$s FROM weirpool_then EXCEPT ALL SELECT %1$s FROM weirpool_end) UNION ALL (SELECT %1$s FROM weirpool_end EXCEPT ALL SELECT %1$s FROM weirpool_then)) AS c"
                        .formatted(all(), key()));
        String same = key.stream()
                .map(column -> "f.%1$s IS NOT DISTINCT FROM d.%1$s".formatted(name(column)))
                .collect(Collectors.joining(" AND "));
        scratch.run("DELETE FROM weirpool_found AS d USING weirpool_flux AS f WHERE " + same);
        scratch.run("DROP TABLE weirpool_flux");
    }

    /** @param extra above 0: so many more in the table than the query has; below: so many fewer */
    private record Found(List<@Nullable String> values, long extra) {}

    private List<Found> found() throws SQLException {
        List<Found> found = new ArrayList<>();
        try (Statement statement = scratch.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM weirpool_found LIMIT " + (CANDIDATES_MAX + 1))) {
            while (rows.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(rows.getString(i));
                }
                found.add(new Found(values, rows.getLong(columns.size() + 1) - rows.getLong(columns.size() + 2)));
            }
        }
        return found;
    }

    private List<String> lines(List<Found> found) {
        Map<String, List<Found>> byExact = new HashMap<>();
        found.forEach(one ->
                byExact.computeIfAbsent(exact(one), exact -> new ArrayList<>()).add(one));
        List<String> lines = new ArrayList<>();
        for (List<Found> alike : byExact.values()) {
            if (!nearlyEqual(alike)) {
                alike.forEach(one -> lines.add(line(one)));
            }
        }
        return lines;
    }

    /** The row without its approximate columns. */
    private String exact(Found one) {
        return IntStream.range(0, columns.size())
                .filter(i -> !isApproximate(i))
                .mapToObj(i -> String.valueOf(one.values().get(i)))
                .collect(Collectors.joining("\u0000"));
    }

    private boolean isApproximate(int column) {
        SqlType type = columns.get(column).type();
        return type.kind() == TypeKind.DOUBLE || type.kind() == TypeKind.REAL;
    }

    /** One row too many and one too few, whose approximate columns are as good as the same. */
    private boolean nearlyEqual(List<Found> alike) {
        return alike.size() == 2
                && alike.get(0).extra() + alike.get(1).extra() == 0
                && IntStream.range(0, columns.size())
                        .filter(this::isApproximate)
                        .allMatch(i -> near(
                                alike.get(0).values().get(i),
                                alike.get(1).values().get(i)));
    }

    private static boolean near(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other == null : one.equals(other);
        }
        double a = Double.parseDouble(one);
        double b = Double.parseDouble(other);
        return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }

    private String line(Found one) {
        String times = Math.abs(one.extra()) == 1 ? "" : Math.abs(one.extra()) + " times ";
        String row = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).name() + "=" + one.values().get(i))
                .collect(Collectors.joining(", ", "(", ")"));
        return (one.extra() > 0 ? "not in the query's result: " : "not in the table: ") + times + row;
    }
}
