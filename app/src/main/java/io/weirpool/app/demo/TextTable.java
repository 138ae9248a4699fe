package io.weirpool.app.demo;

import io.weirpool.app.query.TableReader.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table as psql prints one: numbers to the right, the rest to the left. */
final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

    private TextTable() {}

    static String of(Table table) {
        int[] widths = IntStream.range(0, table.columns().size())
                .map(column -> width(table, column))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? " " : " | ").append(padded(table.columns().get(i), widths[i], false));
        }
        text.append('\n');
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "-" : "-+-").append("-".repeat(widths[i]));
        }
        for (List<@Nullable String> row : table.rows()) {
            text.append('\n');
            for (int i = 0; i < widths.length; i++) {
                String value = shown(row.get(i));
                text.append(i == 0 ? " " : " | ")
                        .append(padded(value, widths[i], NUMBER.matcher(value).matches()));
            }
        }
        return text.append('\n').toString();
    }

    private static int width(Table table, int column) {
        int values = table.rows().stream()
                .mapToInt(row -> shown(row.get(column)).length())
                .max()
                .orElse(0);
        return Math.max(values, table.columns().get(column).length());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String padded(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}
