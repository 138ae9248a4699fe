package io.weirpool.sqlparser;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * PostgreSQL's interval literals, which carry their units in the text. A number of one unit becomes the standard's
 * literal, which windows and watermarks understand; all others keep their text.
 */
final class IntervalText {
    /** Calcite keeps milliseconds, and ten digits of a number are more than PostgreSQL holds of most units. */
    private static final Pattern ONE_UNIT = Pattern.compile("\\s*([+-]?)(\\d{1,9}|\\d{1,9}\\.\\d{1,3})\\s*([a-z]+)\\s*");

    private static final Map<String, TimeUnit> UNITS = Map.ofEntries(
            Map.entry("y", TimeUnit.YEAR),
            Map.entry("yr", TimeUnit.YEAR),
            Map.entry("year", TimeUnit.YEAR),
            Map.entry("mon", TimeUnit.MONTH),
            Map.entry("month", TimeUnit.MONTH),
            Map.entry("d", TimeUnit.DAY),
            Map.entry("day", TimeUnit.DAY),
            Map.entry("h", TimeUnit.HOUR),
            Map.entry("hr", TimeUnit.HOUR),
            Map.entry("hour", TimeUnit.HOUR),
            Map.entry("m", TimeUnit.MINUTE),
            Map.entry("min", TimeUnit.MINUTE),
            Map.entry("minute", TimeUnit.MINUTE),
            Map.entry("s", TimeUnit.SECOND),
            Map.entry("sec", TimeUnit.SECOND),
            Map.entry("second", TimeUnit.SECOND));

    private IntervalText() {}

    static SqlLiteral literal(String text, int sign, SqlParserPos pos) throws ParseException {
        Matcher matcher = ONE_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        TimeUnit unit = matcher.matches() ? UNITS.get(singular(matcher.group(3))) : null;
        if (unit == null || (matcher.group(2).contains(".") && unit != TimeUnit.SECOND)) {
            if (sign < 0) {
                throw failure(pos, "a minus stands before the quotes of an interval; write it inside");
            }
            return new IntervalTextLiteral(text, pos);
        }
        int signum = matcher.group(1).equals("-") ? -sign : sign;
        int fraction = unit == TimeUnit.SECOND ? 3 : -1;
        return SqlLiteral.createInterval(
                signum, matcher.group(2), new SqlIntervalQualifier(unit, 9, null, fraction, pos), pos);
    }

    private static String singular(String unit) {
        return unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** Found like any other mistake of syntax: with the token, hence with its place. */
    static ParseException failure(SqlParserPos pos, String message) {
        ParseException failure = new ParseException(message);
        Token token = new Token();
        token.beginLine = pos.getLineNum();
        token.beginColumn = pos.getColumnNum();
        token.endLine = pos.getEndLineNum();
        token.endColumn = pos.getEndColumnNum();
        token.image = "";
        Token before = new Token();
        before.next = token;
        failure.currentToken = before;
        return failure;
    }
}
