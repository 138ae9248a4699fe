package io.weirpool.sql.parse;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a file, with comments blanked, and where it begins.
 *
 * @param path of the file
 * @param text from its first character to before the semicolon; comments are spaces
 * @param line of the first character in the file, 1-based
 * @param column of the first character in the file, 1-based
 */
public record StatementText(String path, String text, int line, int column) {
    /** Characters of a line shown on either side of a mistake. */
    private static final int EXCERPT_HALF = 60;

    /** The mistake with its place in the file. */
    public DefinitionError locate(Mistake mistake) {
        int localLine = lineOf(mistake.place());
        int localColumn = columnOf(mistake.place());
        return new DefinitionError(
                mistake.code(),
                path,
                line + localLine - 1,
                localLine == 1 ? column + localColumn - 1 : localColumn,
                excerpt(localLine, localColumn),
                mistake.message(),
                mistake.remedy());
    }

    private static int lineOf(@Nullable SqlParserPos place) {
        return place == null || place.getLineNum() < 1 ? 1 : place.getLineNum();
    }

    private static int columnOf(@Nullable SqlParserPos place) {
        return place == null || place.getColumnNum() < 1 ? 1 : place.getColumnNum();
    }

    /** The text between two places of the statement, both included. */
    public String slice(SqlParserPos place) {
        int begin = offset(place.getLineNum(), place.getColumnNum());
        int end = offset(place.getEndLineNum(), place.getEndColumnNum());
        return text.substring(begin, Math.min(end + 1, text.length()));
    }

    /** Characters of the statement before a place. */
    public int offset(SqlParserPos place) {
        return offset(place.getLineNum(), place.getColumnNum());
    }

    private int offset(int wantedLine, int wantedColumn) {
        int start = 0;
        for (int at = 1; at < wantedLine; at++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(start + wantedColumn - 1, text.length());
    }

    private String excerpt(int localLine, int localColumn) {
        int start = offset(localLine, 1);
        int end = text.indexOf('\n', start);
        String indent = localLine == 1 ? " ".repeat(Math.min(column - 1, EXCERPT_HALF)) : "";
        String shown = indent
                + text.substring(start, end < 0 ? text.length() : end)
                        .replace('\t', ' ')
                        .replace('\r', ' ');
        int caret = indent.length() + localColumn - 1;
        int from = Math.max(0, caret - EXCERPT_HALF);
        int to = Math.min(shown.length(), caret + EXCERPT_HALF);
        if (from >= to) {
            return "";
        }
        String number = "  " + (line + localLine - 1) + " | ";
        return number + shown.substring(from, to).stripTrailing() + "\n" + " ".repeat(number.length() - 2) + "| "
                + " ".repeat(caret - from) + "^";
    }
}
