package io.weirpool.app.demo;

import io.weirpool.app.query.TableReader;
import io.weirpool.common.model.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tables hold against what they must hold. */
final class Comparison {
    /** More rows than any view of the flights has. */
    private static final int ROWS_MAX = 100_000;
    /** Differences shown of each view; the first ones tell. */
    private static final int SHOWN_MAX = 5;

    private static final Pattern FRACTION = Pattern.compile("-?[0-9]+\\.[0-9]+");

    private Comparison() {}

    /** One line for each difference found; empty when all is as it must be. */
    static List<String> differences(TableReader tables, Map<String, Set<String>> expected) {
        List<String> differences = new ArrayList<>();
        expected.forEach((view, rows) -> {
            List<String> found = tables.read(new Name(view), List.of(), ROWS_MAX).rows().stream()
                    .map(Comparison::text)
                    .toList();
            differences.addAll(differences(view, rows, found));
        });
        return differences;
    }

    static List<String> differences(String view, Set<String> expected, List<String> found) {
        Set<String> missing = new TreeSet<>(expected);
        found.forEach(missing::remove);
        List<String> unexpected =
                found.stream().filter(row -> !expected.contains(row)).sorted().toList();
        List<String> lines = new ArrayList<>();
        missing.stream().limit(SHOWN_MAX).forEach(row -> lines.add(view + ": missing    " + row));
        unexpected.stream().limit(SHOWN_MAX).forEach(row -> lines.add(view + ": unexpected " + row));
        if (found.size() != expected.size()) {
            lines.add("%s: %d rows, expected %d".formatted(view, found.size(), expected.size()));
        }
        return lines;
    }

    private static String text(List<@Nullable String> row) {
        return row.stream().map(Comparison::plain).collect(Collectors.joining("|"));
    }

    /** As the figures have it: without trailing zeros. */
    private static String plain(@Nullable String value) {
        if (value == null || !FRACTION.matcher(value).matches()) {
            return String.valueOf(value);
        }
        BigDecimal number = new BigDecimal(value);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
