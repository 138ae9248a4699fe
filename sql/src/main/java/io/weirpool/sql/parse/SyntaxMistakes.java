package io.weirpool.sql.parse;

import io.weirpool.common.error.ErrorCode;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlParseException;

/** What the generated parser says, shortened to what a person can use. */
final class SyntaxMistakes {
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);

    private static final Pattern KEYWORD =
            Pattern.compile("Incorrect syntax near the keyword '(.*?)'.*", Pattern.DOTALL);

    /** A longer list says nothing: almost anything could stand there. */
    private static final int EXPECTED_MAX = 6;

    private static final int SHOWN_MAX = 64;

    private SyntaxMistakes() {}

    static Mistake of(SqlParseException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher keyword = KEYWORD.matcher(message);
        if (keyword.matches()) {
            return new Mistake(
                    ErrorCode.SQL_SYNTAX,
                    failure.getPos(),
                    "the reserved word " + keyword.group(1).toUpperCase(Locale.ROOT) + " is not expected here",
                    "Mend the statement; a name that is a reserved word stands in double quotes.");
        }
        Matcher matcher = ENCOUNTERED.matcher(message);
        if (matcher.find()) {
            String seen = matcher.group(1).strip();
            message = seen.equals("<EOF>")
                    ? "the statement ends too early"
                    : "\"" + cut(seen) + "\" is not expected here";
            message += expected(failure);
        } else {
            message = cut(message.lines().findFirst().orElse(message));
        }
        return new Mistake(ErrorCode.SQL_SYNTAX, failure.getPos(), message);
    }

    private static String expected(SqlParseException failure) {
        Collection<String> names = failure.getExpectedTokenNames();
        if (names.isEmpty() || names.size() > EXPECTED_MAX) {
            return "";
        }
        return names.stream()
                .map(name ->
                        name.replace("\"", "").replace("<", "").replace(">", "").toUpperCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" or ", "; expected is ", ""));
    }

    private static String cut(String text) {
        return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    }
}
