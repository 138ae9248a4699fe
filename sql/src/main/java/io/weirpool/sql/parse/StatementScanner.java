package io.weirpool.sql.parse;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Splits a file at semicolons and bounds each statement before the recursive parser sees it: one pass over the
 * characters that knows strings, quoted names and comments, which it blanks.
 *
 * <p>A statement with a mistake is left out and the next one is looked at, so that one run shows all mistakes.
 */
final class StatementScanner {
    /** Each level is some twenty frames of the parser; people nest a dozen. */
    private static final int NESTING_MAX = 100;

    /** Each of these can make the tree a level deeper. A list of values needs none. */
    private static final int OPERATORS_MAX = 1_000;

    private static final Set<String> OPERATOR_WORDS = Set.of("and", "or", "not", "case", "union", "select", "join");

    private final String path;
    private final String text;
    private final StringBuilder blanked;
    private final List<StatementText> statements = new ArrayList<>();
    private final List<DefinitionError> errors;

    private int at;
    private int line = 1;
    private int lineStart;
    /** Of the current statement: offset of its first character that is no space or comment; -1 before it. */
    private int begin = -1;

    private int beginLine;
    private int beginColumn;
    private int nesting;
    private int operators;
    private boolean broken;

    private StatementScanner(SourceFile file, List<DefinitionError> errors) {
        this.path = file.path();
        this.text = file.text();
        this.blanked = new StringBuilder(file.text());
        this.errors = errors;
    }

    /** The statements of the file; mistakes are added to the list. */
    static List<StatementText> scan(SourceFile file, List<DefinitionError> errors) {
        StatementScanner scanner = new StatementScanner(file, errors);
        scanner.scan();
        return scanner.statements;
    }

    private void scan() {
        if (text.startsWith("\uFEFF")) {
            blanked.setCharAt(0, ' ');
            at = 1;
        }
        while (at < text.length()) {
            step(text.charAt(at));
        }
        end();
    }

    private void step(char c) {
        if (c == ';') {
            end();
            at++;
        } else if (c == '\n') {
            newLine();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '-' && next('-')) {
            lineComment();
        } else if (c == '/' && next('*')) {
            if (begin < 0 || !hint()) {
                blockComment();
            }
        } else {
            token(c);
        }
    }

    private void token(char c) {
        if (begin < 0) {
            begin = at;
            beginLine = line;
            beginColumn = at - lineStart + 1;
        }
        if (c == '\'' || c == '"') {
            quoted(c, false);
        } else if (c == '$' && DollarQuotes.begin(text, at)) {
            dollarQuoted();
        } else if (c >= '0' && c <= '9' && NumberTokens.end(text, at) > at) {
            number();
        } else if (Character.isLetterOrDigit(c) || c == '_') {
            word();
        } else {
            if (c == '\0') {
                mistake("the file holds the character U+0000", "Save it as UTF-8 text.");
            }
            count(c);
            at++;
        }
    }

    private void number() {
        int end = NumberTokens.end(text, at);
        if (text.charAt(end - 1) == '.' && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        String number = NumberTokens.readable(text.substring(at, end));
        if (number == null) {
            mistake("this number is too long", "Write it in decimal digits.");
        } else {
            blanked.replace(at, end, number);
        }
        at = end;
    }

    private void word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at - start == 1
                && (text.charAt(start) == 'e' || text.charAt(start) == 'E')
                && at < text.length()
                && text.charAt(at) == '\'') {
            quoted('\'', true);
        } else if (at - start <= 6
                && OPERATOR_WORDS.contains(text.substring(start, at).toLowerCase(Locale.ROOT))) {
            operator(start);
        }
    }

    private void count(char c) {
        if (c == '(' || c == '[') {
            nesting++;
            if (nesting == NESTING_MAX + 1) {
                mistake(
                        "parentheses are nested over " + NESTING_MAX + " deep",
                        "Split the query into views, or write it flatter.");
            }
        } else if (c == ')' || c == ']') {
            nesting--;
        } else if ("+-*/%|<>=~!:".indexOf(c) >= 0) {
            operator(at);
        }
    }

    private void operator(int start) {
        operators++;
        if (operators == OPERATORS_MAX + 1) {
            mistakeAt(
                    start,
                    "a statement has over " + OPERATORS_MAX + " operators",
                    "Use IN (...) for long lists of values, or split the query into views.");
        }
    }

    /** Text in quotes; where it {@code escapes}, a backslash keeps what follows it from ending the text. */
    private void quoted(char quote, boolean escapes) {
        int start = at;
        int startLine = line;
        int startLineStart = lineStart;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote && !next(quote)) {
                at++;
                return;
            }
            boolean pair = c == quote || (escapes && c == '\\' && !next('\n'));
            if (pair) {
                at += 2;
            } else if (c == '\n') {
                newLine();
            } else {
                at++;
            }
        }
        at = text.length();
        broken = true;
        errors.add(new StatementText(path, text.substring(start), startLine, start - startLineStart + 1)
                .locate(new Mistake(
                        ErrorCode.SQL_SYNTAX,
                        null,
                        "a quote is opened here and never closed",
                        "Close it; a quote inside is written twice: 'it''s'.")));
    }

    /** {@code $tag$text$tag$} becomes a text in quotes of the same length, so that places stay what they are. */
    private void dollarQuoted() {
        int end = DollarQuotes.end(text, at);
        String quoted = end < 0 ? null : DollarQuotes.inQuotes(text.substring(at, end));
        if (quoted == null) {
            mistake(
                    end < 0 ? "a dollar quote is opened here and never closed" : "a dollar quote holds too many quotes",
                    "Write the text in single quotes; a quote inside is written twice: 'it''s'.");
            at = end < 0 ? text.length() : end;
            return;
        }
        blanked.replace(at, end, quoted);
        while (at < end) {
            if (text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        }
    }

    private void lineComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            blanked.setCharAt(at++, ' ');
        }
    }

    /** Whether the comment is one that is read; then it stays. */
    private boolean hint() {
        int end = HintComment.end(text, at);
        boolean read = end > at;
        while (at < end) {
            if (text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        }
        return read;
    }

    private void blockComment() {
        int start = at;
        int startLine = line;
        int startLineStart = lineStart;
        int depth = 0;
        do {
            if (at + 1 >= text.length()) {
                at = text.length();
                broken = true;
                errors.add(new StatementText(path, text.substring(start), startLine, start - startLineStart + 1)
                        .locate(new Mistake(
                                ErrorCode.SQL_SYNTAX,
                                null,
                                "a comment is opened here and never closed",
                                "Close it with */.")));
                return;
            }
            if (text.charAt(at) == '/' && next('*')) {
                depth++;
                blank(2);
            } else if (text.charAt(at) == '*' && next('/')) {
                depth--;
                blank(2);
            } else if (text.charAt(at) == '\n') {
                newLine();
            } else {
                blank(1);
            }
        } while (depth > 0);
    }

    private void blank(int count) {
        for (int i = 0; i < count; i++) {
            blanked.setCharAt(at++, ' ');
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private boolean next(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    private void mistake(String message, String remedy) {
        mistakeAt(at, message, remedy);
    }

    private void mistakeAt(int offset, String message, String remedy) {
        broken = true;
        int end = text.indexOf('\n', offset);
        String rest = text.substring(Math.max(begin, lineStart), end < 0 ? text.length() : end);
        int local = offset - Math.max(begin, lineStart) + 1;
        int column = Math.max(begin, lineStart) - lineStart + 1;
        errors.add(new StatementText(path, rest, line, column)
                .locate(new Mistake(ErrorCode.SQL_SYNTAX, new SqlParserPos(1, local), message, remedy)));
    }

    private void end() {
        if (begin >= 0 && !broken) {
            statements.add(new StatementText(path, blanked.substring(begin, at), beginLine, beginColumn));
        }
        begin = -1;
        nesting = 0;
        operators = 0;
        broken = false;
    }
}
