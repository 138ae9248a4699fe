package io.weirpool.sql.validate;

import io.weirpool.common.model.Interval;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.Intervals;
import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Intervals in PostgreSQL's words, {@code '1 day 12:30'}, as the standard's literals, which windows and frames take. */
final class StandardInterval {
    private static final long MICROS_PER_MILLISECOND = 1_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 86_400;
    /** The digits that Calcite takes before the point, and after it. */
    private static final int DIGITS = 9;

    private static final int FRACTION = 3;

    private StandardInterval() {}

    /** @throws Mistake for what is no interval, mixes months with less, or is finer than a millisecond */
    static SqlNode of(String text, SqlParserPos place) {
        Interval interval = parsed(text, place);
        boolean months = interval.months() != 0;
        boolean less = interval.days() != 0 || interval.micros() != 0;
        if (months && less) {
            throw Mistake.unsupported(
                    place, "an interval of months and of days is not supported here", "Write it in days.");
        }
        if (interval.micros() % MICROS_PER_MILLISECOND != 0) {
            throw Mistake.unsupported(
                    place, "an interval finer than a millisecond is not supported here", "Write whole milliseconds.");
        }
        return months ? months(interval.months(), place) : span(interval, place);
    }

    private static Interval parsed(String text, SqlParserPos place) {
        try {
            return Intervals.parse(text);
        } catch (ExpressionFailure e) {
            throw Mistake.invalid(place, "'%s' is no interval".formatted(text), "Write INTERVAL '10' MINUTE.");
        }
    }

    private static SqlNode months(int months, SqlParserPos place) {
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.MONTH, DIGITS, null, -1, place);
        return SqlLiteral.createInterval(Integer.signum(months), String.valueOf(Math.abs(months)), unit, place);
    }

    private static SqlNode span(Interval interval, SqlParserPos place) {
        long millis = Math.addExact(
                Math.multiplyExact(interval.days(), SECONDS_PER_DAY * MILLIS_PER_SECOND),
                interval.micros() / MICROS_PER_MILLISECOND);
        long seconds = Math.abs(millis) / MILLIS_PER_SECOND;
        String text = "%d %02d:%02d:%02d.%03d"
                .formatted(
                        seconds / SECONDS_PER_DAY,
                        seconds % SECONDS_PER_DAY / SECONDS_PER_HOUR,
                        seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
                        seconds % SECONDS_PER_MINUTE,
                        Math.abs(millis) % MILLIS_PER_SECOND);
        SqlIntervalQualifier unit = new SqlIntervalQualifier(TimeUnit.DAY, DIGITS, TimeUnit.SECOND, FRACTION, place);
        return SqlLiteral.createInterval(millis < 0 ? -1 : 1, text, unit, place);
    }
}
