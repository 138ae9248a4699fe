package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What Calcite says about a query that is not valid, with the name that was probably meant. */
final class CalciteMistakes {
    private static final Pattern COLUMN = Pattern.compile(
            "Column '(?:[^']*\\.)?([^'.]*)' not found in (?:any table|table '([^']*)').*", Pattern.DOTALL);
    private static final Pattern RELATION = Pattern.compile("(?:Object|Table) '([^']*)' not found.*", Pattern.DOTALL);
    private static final Pattern FUNCTION =
            Pattern.compile("No match found for function signature ([^(]*)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern NOT_GROUPED =
            Pattern.compile("Expression '(.*)' is not being grouped", Pattern.DOTALL);

    private static final int SHOWN_MAX = 300;

    private final Collection<String> relations;
    private final Collection<String> columns;
    private final Collection<String> functions;

    CalciteMistakes(Collection<String> relations, Collection<String> columns, Collection<String> functions) {
        this.relations = relations;
        this.columns = columns;
        this.functions = functions;
    }

    Mistake of(RuntimeException failure) {
        if (failure instanceof Mistake mistake) {
            return mistake;
        }
        CalciteContextException context = context(failure);
        if (context == null) {
            return Mistake.unsupported(
                    null,
                    "the query cannot be planned: " + cut(String.valueOf(failure.getMessage())),
                    "Write it in a simpler way; docs/sql.md lists what is supported.");
        }
        Throwable cause = context.getCause();
        String message = String.valueOf(cause == null ? context.getMessage() : cause.getMessage());
        return explain(message, new SqlParserPos(context.getPosLine(), context.getPosColumn()));
    }

    private static @Nullable CalciteContextException context(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CalciteContextException context) {
                return context;
            }
        }
        return null;
    }

    private Mistake explain(String message, SqlParserPos place) {
        Matcher matcher = COLUMN.matcher(message);
        if (matcher.matches()) {
            return unknown(place, "column", matcher.group(1), columns);
        }
        matcher = RELATION.matcher(message);
        if (matcher.matches()) {
            return relation(place, matcher.group(1));
        }
        matcher = FUNCTION.matcher(message);
        if (matcher.matches()) {
            return function(place, matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        matcher = NOT_GROUPED.matcher(message);
        if (matcher.matches()) {
            return Mistake.invalid(
                    place,
                    "\"" + cut(matcher.group(1)) + "\" is neither grouped nor in an aggregate function",
                    "Add it to GROUP BY, or aggregate it: max(...), count(...).");
        }
        if (message.contains("is ambiguous")) {
            return Mistake.invalid(place, lower(message), "Write the table's name or alias before it.");
        }
        return Mistake.invalid(place, lower(message), "Mend the query at the place shown.");
    }

    private Mistake relation(SqlParserPos place, String name) {
        if (relations.contains(name)) {
            return Mistake.invalid(
                    place, "\"" + name + "\" is not in FROM under this name", "Use the alias that FROM gives it.");
        }
        return unknown(place, "stream, table or view", name, relations);
    }

    private Mistake function(SqlParserPos place, String name, String types) {
        if (functions.contains(name)) {
            return Mistake.invalid(
                    place,
                    "there is no function " + name + "("
                            + types.replace("<", "").replace(">", "") + ")",
                    "Cast the arguments to what the function takes: x::text.");
        }
        return unknown(place, "function", name, functions);
    }

    private static Mistake unknown(SqlParserPos place, String what, String seen, Collection<String> names) {
        Optional<String> near = Suggestions.nearest(seen, names);
        return Mistake.invalid(
                place,
                "there is no " + what + " \"" + cut(seen) + "\"",
                near.map(name -> "Did you mean " + name + "?").orElse("Check the name."));
    }

    private static String lower(String message) {
        String line = cut(message);
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return !word ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private static String cut(String message) {
        String line = message.replace('\n', ' ').strip();
        return line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
    }
}
