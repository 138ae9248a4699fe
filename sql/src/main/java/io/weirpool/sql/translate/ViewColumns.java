package io.weirpool.sql.translate;

import io.weirpool.common.model.ColumnName;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.validate.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Names of a view's columns. Those that somebody gave must be right and differ; others are made so: a second {@code sum}
 * is called sum0, and what has no name after its place, column3.
 */
final class ViewColumns {
    /** @param given with AS, or in the view's list of columns */
    record Wanted(String name, boolean given, SqlParserPos place) {
        static Wanted given(String name, SqlParserPos place) {
            return new Wanted(name, true, place);
        }

        static Wanted derived(String name, SqlParserPos place) {
            return new Wanted(name, false, place);
        }
    }

    /** Of columns there are at most a thousand. */
    private static final String LONGEST_SUFFIX = "1000";

    /** What Calcite calls a column without a name. */
    private static final Pattern PLACEHOLDER = Pattern.compile("EXPR\\$\\d+");

    private ViewColumns() {}

    /** @throws Mistake for a given name that is not one, or is there twice */
    static List<String> names(List<Wanted> columns) {
        Set<String> taken = new HashSet<>();
        for (Wanted column : columns) {
            if (column.given) {
                Names.column(column.name, column.place);
                refuseSecond(column, taken);
            }
        }
        List<String> names = new ArrayList<>();
        for (Wanted column : columns) {
            if (isWritten(column.name)) {
                Names.column(column.name, column.place);
            }
            names.add(column.given ? column.name : free(column.name, names.size() + 1, taken));
        }
        return names;
    }

    /** A name in quotes that a column within the query has: PostgreSQL would call the view's column so. */
    private static boolean isWritten(String derived) {
        return derived.chars().anyMatch(Character::isUpperCase)
                && !PLACEHOLDER.matcher(derived).matches();
    }

    private static void refuseSecond(Wanted column, Set<String> taken) {
        if (!taken.add(column.name)) {
            throw Mistake.invalid(
                    column.place,
                    "two columns of the view are called \"" + column.name + "\"",
                    "Name one otherwise: expression AS name.");
        }
    }

    private static String free(String derived, int number, Set<String> taken) {
        String base = ColumnName.isValid(derived + LONGEST_SUFFIX) ? derived : "column" + number;
        String name = base;
        for (int i = 0; !taken.add(name); i++) {
            name = base + i;
        }
        return name;
    }
}
