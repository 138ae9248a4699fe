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

    /** A character that begins no word of SQL: a typographic quote, a blank of another width, a letter that looks alike. */
    private static final Pattern LEXICAL =
            Pattern.compile("Lexical error.*?Encountered: (?:\"(.*?)\" \\((\\d+)\\)|<EOF>).*", Pattern.DOTALL);

    private static final Pattern NO_STATEMENT = Pattern.compile("Non-query expression encountered.*", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    private static final String RESERVED =
            "Mend the statement; a name that is a reserved word stands in double quotes.";

    private static final String HINT =
            "As a hint write /*+ CARDINALITY(b = '20') */, with the name that FROM gives the input.";

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
            String word = keyword.group(1).toUpperCase(Locale.ROOT);
            return new Mistake(
                    ErrorCode.SQL_SYNTAX,
                    failure.getPos(),
                    "the reserved word " + word + " is not expected here",
                    word.equals("CARDINALITY") ? HINT : RESERVED);
        }
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.matches()) {
            return new Mistake(ErrorCode.SQL_SYNTAX, failure.getPos(), character(lexical));
        }
        if (NO_STATEMENT.matcher(message).matches()) {
            return new Mistake(
                    ErrorCode.SQL_SYNTAX,
                    failure.getPos(),
                    "no statement begins like this",
                    "Write CREATE STREAM, CREATE TABLE, CREATE [MATERIALIZED] VIEW or CREATE INDEX.");
        }
        Matcher matcher = ENCOUNTERED.matcher(message);
        if (matcher.find()) {
            String seen = matcher.group(1).strip();
            if (seen.equalsIgnoreCase("CREATE")) {
                return new Mistake(
                        ErrorCode.SQL_SYNTAX,
                        failure.getPos(),
                        "the statement before this CREATE does not end",
                        "Put a semicolon between two statements.");
            }
            message = seen.endsWith("<EOF>")
                    ? "the statement ends too early"
                    : "\"" + cut(seen) + "\" is not expected here";
            message += expected(failure);
            if (WORD.matcher(seen).matches()) {
                return new Mistake(ErrorCode.SQL_SYNTAX, failure.getPos(), message, RESERVED);
            }
        } else {
            message = cut(message.lines().findFirst().orElse(message));
        }
        return new Mistake(ErrorCode.SQL_SYNTAX, failure.getPos(), message);
    }

    /** How many tokens the parser looked at to see that they do not fit, at least one. */
    static int tokens(SqlParseException failure) {
        Matcher matcher = ENCOUNTERED.matcher(String.valueOf(failure.getMessage()));
        return matcher.find() ? matcher.group(1).strip().split("\\s+").length : 1;
    }

    private static String character(Matcher lexical) {
        if (lexical.group(2) == null) {
            return "a character here begins no word of SQL";
        }
        int code = Integer.parseInt(lexical.group(2));
        return "the character \"%s\" (U+%04X) begins no word of SQL".formatted(Character.toString(code), code);
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
