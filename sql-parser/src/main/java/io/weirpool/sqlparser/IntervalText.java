package io.weirpool.sqlparser;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** PostgreSQL's interval literals, {@code interval '1 day 02:30:00'}: either months and years, or a span of time. */
final class IntervalText {
    private static final Pattern PART =
            Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-z]+)|\\s*([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?");

    private static final Map<String, BigDecimal> SECONDS = Map.ofEntries(
            unit("week", "604800"), unit("day", "86400"), unit("hour", "3600"), unit("hr", "3600"), unit("h", "3600"),
            unit("minute", "60"), unit("min", "60"), unit("m", "60"), unit("second", "1"), unit("sec", "1"), unit("s", "1"),
            unit("millisecond", "0.001"), unit("msec", "0.001"), unit("ms", "0.001"), unit("microsecond", "0.000001"),
            unit("d", "86400"), unit("w", "604800"));
    private static final Map<String, BigDecimal> MONTHS =
            Map.ofEntries(unit("year", "12"), unit("yr", "12"), unit("y", "12"), unit("month", "1"), unit("mon", "1"));

    private IntervalText() {}

    private static Map.Entry<String, BigDecimal> unit(String name, String size) {
        return Map.entry(name, new BigDecimal(size));
    }

    /** @throws ParseException when the text is no interval, or mixes months with days or less */
    static SqlLiteral literal(String text, int sign, SqlParserPos pos) throws ParseException {
        BigDecimal seconds = BigDecimal.ZERO;
        BigDecimal months = BigDecimal.ZERO;
        boolean hasSeconds = false;
        boolean hasMonths = false;
        String rest = text.toLowerCase(Locale.ROOT).stripTrailing();
        Matcher matcher = PART.matcher(rest);
        int end = 0;
        while (end < rest.length() && matcher.find(end) && matcher.start() == end) {
            end = matcher.end();
            if (matcher.group(2) == null) {
                BigDecimal time = new BigDecimal(matcher.group(4)).multiply(new BigDecimal(3600))
                        .add(new BigDecimal(matcher.group(5)).multiply(new BigDecimal(60)))
                        .add(matcher.group(6) == null ? BigDecimal.ZERO : new BigDecimal(matcher.group(6)));
                seconds = seconds.add("-".equals(matcher.group(3)) ? time.negate() : time);
                hasSeconds = true;
                continue;
            }
            BigDecimal number = new BigDecimal(matcher.group(1));
            String unit = singular(matcher.group(2));
            if (SECONDS.containsKey(unit)) {
                seconds = seconds.add(number.multiply(SECONDS.get(unit)));
                hasSeconds = true;
            } else if (MONTHS.containsKey(unit)) {
                months = months.add(number.multiply(MONTHS.get(unit)));
                hasMonths = true;
            } else {
                throw failure(pos, "'" + unit + "' is no unit of an interval; use year, month, week, day, hour, minute or second");
            }
        }
        if (end < rest.length() || !(hasSeconds || hasMonths)) {
            throw failure(pos, "'" + cut(text) + "' is no interval; write it like '1 day 02:30:00'");
        }
        if (hasSeconds && hasMonths) {
            throw failure(pos, "an interval of months and of days or less is not supported yet; add two intervals");
        }
        return hasMonths ? months(months, sign, pos) : seconds(seconds, sign, pos);
    }

    private static SqlLiteral seconds(BigDecimal seconds, int sign, SqlParserPos pos) throws ParseException {
        BigDecimal abs = seconds.abs().stripTrailingZeros();
        // Calcite keeps an interval as whole milliseconds, with at most ten digits of seconds.
        if (abs.scale() > 3 || abs.precision() - abs.scale() > 10) {
            throw failure(pos, "an interval finer than a millisecond or over 300 years is not supported yet");
        }
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.SECOND, 10, null, 3, pos);
        return SqlLiteral.createInterval(
                sign * (seconds.signum() < 0 ? -1 : 1), abs.setScale(Math.max(abs.scale(), 0)).toPlainString(), unit, pos);
    }

    private static SqlLiteral months(BigDecimal months, int sign, SqlParserPos pos) throws ParseException {
        BigDecimal abs = months.abs().stripTrailingZeros();
        if (abs.scale() > 0 || abs.precision() - abs.scale() > 6) {
            throw failure(pos, "an interval of part of a month or of over 80,000 years is not supported");
        }
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.MONTH, 6, null, -1, pos);
        return SqlLiteral.createInterval(sign * (months.signum() < 0 ? -1 : 1), abs.toBigInteger().toString(), unit, pos);
    }

    private static String singular(String unit) {
        return unit.length() > 2 && unit.endsWith("s") && !unit.equals("ms") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static String cut(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }

    /** Found like any other mistake of syntax: with the token, hence with its place. */
    private static ParseException failure(SqlParserPos pos, String message) {
        ParseException failure = new ParseException(message);
        Token token = new Token();
        token.beginLine = pos.getLineNum();
        token.beginColumn = pos.getColumnNum();
        token.endLine = pos.getEndLineNum();
        token.endColumn = pos.getEndColumnNum();
        failure.currentToken = token;
        return failure;
    }
}
