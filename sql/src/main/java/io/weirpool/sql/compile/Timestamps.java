package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Functions of times and timestamps, in microseconds. The session's zone is UTC, always. */
public final class Timestamps {
    /** PostgreSQL counts from 2000 on, and rounds what it counts. */
    private static final long SECONDS_TO_2000 = 946_684_800;

    private Timestamps() {}

    @SqlFunction({"CAST_TIMESTAMP(DATE) TIMESTAMP", "CAST_TIMESTAMPTZ(DATE) TIMESTAMPTZ"})
    public static long fromDate(int day) {
        return Calendar.micros(day, 0);
    }

    @SqlFunction({"CAST_TIMESTAMPTZ(TIMESTAMP) TIMESTAMPTZ", "CAST_TIMESTAMP(TIMESTAMPTZ) TIMESTAMP"})
    public static long sameInUtc(long micros) {
        return micros;
    }

    @SqlFunction("CAST_DATE(TIMESTAMPTZ) DATE")
    public static int dateInUtc(long micros) {
        return Dates.fromTimestamp(micros);
    }

    @SqlFunction({"CAST_TIME(TIMESTAMP) TIME", "CAST_TIME(TIMESTAMPTZ) TIME"})
    public static long timeOfDay(long micros) {
        return Calendar.timeOfDay(micros);
    }

    @SqlFunction({"CAST_TIMESTAMP(VARCHAR) TIMESTAMP", "CAST_TIMESTAMP(CHAR) TIMESTAMP"})
    public static long parse(String text) {
        return MomentReader.timestamp(text);
    }

    @SqlFunction({"CAST_TIMESTAMPTZ(VARCHAR) TIMESTAMPTZ", "CAST_TIMESTAMPTZ(CHAR) TIMESTAMPTZ"})
    public static long parseWithZone(String text) {
        return MomentReader.timestampWithZone(text);
    }

    @SqlFunction({"CAST_TIME(VARCHAR) TIME", "CAST_TIME(CHAR) TIME"})
    public static long parseTime(String text) {
        return TimeReader.time(text);
    }

    @SqlFunction({"CAST_VARCHAR(TIMESTAMP) VARCHAR", "CAST_CHAR(TIMESTAMP) CHAR"})
    public static String text(long micros) {
        return TimeText.format(micros, "");
    }

    @SqlFunction({"CAST_VARCHAR(TIMESTAMPTZ) VARCHAR", "CAST_CHAR(TIMESTAMPTZ) CHAR"})
    public static String textWithZone(long micros) {
        return TimeText.format(micros, "+00");
    }

    @SqlFunction({"CAST_VARCHAR(TIME) VARCHAR", "CAST_CHAR(TIME) CHAR"})
    public static String textOfTime(long micros) {
        return TimeText.formatTime(micros);
    }

    @SqlFunction("extract(VARCHAR, TIMESTAMPTZ) DECIMAL")
    public static BigDecimal extractOfMoment(DatePart.OfMoment part, long micros) {
        return part.of(micros);
    }

    @SqlFunction("date_part(VARCHAR, TIMESTAMPTZ) DOUBLE")
    public static double datePartOfMoment(DatePart.OfMoment part, long micros) {
        return part.asDouble(micros);
    }

    @SqlFunction("date_part(VARCHAR, TIME) DOUBLE")
    public static double datePartOfTime(DatePart.OfTime part, long micros) {
        return part.of(micros).doubleValue();
    }

    @SqlFunction("extract(VARCHAR, TIMESTAMP) DECIMAL")
    public static BigDecimal extract(DatePart part, long micros) {
        return part.of(micros);
    }

    @SqlFunction("date_part(VARCHAR, TIMESTAMP) DOUBLE")
    public static double datePart(DatePart part, long micros) {
        return part.asDouble(micros);
    }

    @SqlFunction("extract(VARCHAR, TIME) DECIMAL")
    public static BigDecimal extractOfTime(DatePart.OfTime part, long micros) {
        return part.of(micros);
    }

    @SqlFunction({"date_trunc(VARCHAR, TIMESTAMP) TIMESTAMP", "date_trunc(VARCHAR, TIMESTAMPTZ) TIMESTAMPTZ"})
    public static long truncate(TimeUnit unit, long micros) {
        return unit.truncate(micros);
    }

    /** A date is a time with zone here, as in PostgreSQL. */
    @SqlFunction("date_trunc(VARCHAR, DATE) TIMESTAMPTZ")
    public static long truncateDate(TimeUnit unit, int day) {
        return unit.truncate(fromDate(day));
    }

    @SqlFunction("to_char(TIMESTAMP, VARCHAR) VARCHAR")
    public static @Nullable String toChar(long micros, TimeFormat format) {
        return format.format(micros, false);
    }

    @SqlFunction("to_char(TIMESTAMPTZ, VARCHAR) VARCHAR")
    public static @Nullable String momentToChar(long micros, TimeFormat format) {
        return format.format(micros, true);
    }

    @SqlFunction("to_char(DATE, VARCHAR) VARCHAR")
    public static @Nullable String dateToChar(int day, TimeFormat format) {
        return format.format(fromDate(day), true);
    }

    @SqlFunction("to_char(INTERVAL, VARCHAR) VARCHAR")
    public static @Nullable String intervalToChar(Interval interval, TimeFormat.OfInterval format) {
        return format.format(interval);
    }

    @SqlFunction("to_char(TIME, VARCHAR) VARCHAR")
    public static @Nullable String timeToChar(long micros, TimeFormat.OfInterval format) {
        return format.format(new Interval(0, 0, micros));
    }

    @SqlFunction("to_date(VARCHAR, VARCHAR) DATE")
    public static int toDate(String text, TimePattern pattern) {
        return Dates.fromTimestamp(pattern.parse(text));
    }

    @SqlFunction("to_timestamp(VARCHAR, VARCHAR) TIMESTAMPTZ")
    public static long toTimestamp(String text, TimePattern pattern) {
        return pattern.parse(text);
    }

    /** Seconds since 1970, rounded to the microsecond. */
    @SqlFunction("to_timestamp(DOUBLE) TIMESTAMPTZ")
    public static long ofEpoch(double seconds) {
        double micros = Math.rint((seconds - SECONDS_TO_2000) * Calendar.MICROS_PER_SECOND);
        if (!(Math.abs(micros) < 0x1p63)) {
            throw Failures.outOfRange("timestamp");
        }
        return IntervalArithmetic.add(SECONDS_TO_2000 * Calendar.MICROS_PER_SECOND, new Interval(0, 0, (long) micros));
    }

    @SqlFunction("make_time(INTEGER, INTEGER, DOUBLE) TIME")
    public static long makeTime(int hour, int minute, double second) {
        boolean end = hour == 24 && minute == 0 && second == 0;
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        if (!end && !valid) {
            throw Failures.invalid("time field value out of range: %d:%02d:%s".formatted(hour, minute, second));
        }
        return (hour * 60L + minute) * 60 * Calendar.MICROS_PER_SECOND
                + (long) Math.rint(second * Calendar.MICROS_PER_SECOND);
    }

    @SqlFunction("make_timestamp(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE) TIMESTAMP")
    public static long makeTimestamp(int year, int month, int day, int hour, int minute, double second) {
        return Calendar.micros(Dates.makeDate(year, month, day), makeTime(hour, minute, second));
    }
}
