package io.weirpool.app.demo;

import io.weirpool.app.query.TableReader;
import io.weirpool.common.model.Name;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What tables hold against what they must hold. */
final class Comparison {
    /** Rows read beyond those expected. */
    private static final int MORE_MAX = 100_000;
    /** Differences shown of each view; the first ones tell. */
    private static final int SHOWN_MAX = 5;

    /** A whole value that is a number with a fraction. */
    private static final Pattern FRACTION = Pattern.compile("(?<![^|])-?[0-9]+\\.[0-9]+(?![^|])");
    /** As many as an average of large numbers has in PostgreSQL; zeros at the end do not count. */
    private static final int FRACTION_DIGITS_MAX = 8;

    private Comparison() {}

    /** One line for each difference found; empty when all is as it must be. */
    static List<String> differences(TableReader tables, Map<String, ? extends Collection<String>> expected) {
        List<String> differences = new ArrayList<>();
        expected.forEach((view, rows) -> {
            List<String> found = tables.read(new Name(view), List.of(), rows.size() + MORE_MAX).rows().stream()
                    .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
                    .toList();
            differences.addAll(differences(view, rows, found));
        });
        return differences;
    }

    static List<String> differences(String view, Collection<String> expected, List<String> found) {
        Map<String, Integer> missing = new TreeMap<>(); // how often more expected than found; negative: less often
        expected.forEach(row -> missing.merge(comparable(row), 1, Integer::sum));
        found.forEach(row -> missing.merge(comparable(row), -1, Integer::sum));
        List<String> lines = new ArrayList<>();
        rows(missing, count -> count > 0).forEach(row -> lines.add(view + ": missing    " + row));
        rows(missing, count -> count < 0).forEach(row -> lines.add(view + ": unexpected " + row));
        if (found.size() != expected.size()) {
            lines.add("%s: %d rows, expected %d".formatted(view, found.size(), expected.size()));
        }
        return lines;
    }

    private static List<String> rows(Map<String, Integer> counts, Predicate<Integer> wanted) {
        return counts.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .limit(SHOWN_MAX)
                .toList();
    }

    private static String comparable(String row) {
        return FRACTION.matcher(row)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(FRACTION_DIGITS_MAX, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
