package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Functions of times and timestamps, in microseconds. The session's zone is UTC, always. */
public final class Timestamps {
    private Timestamps() {}

    /** The last day of a shorter month stands for the days it lacks. */
    @SqlFunction({"add_months(TIMESTAMP, BIGINT) TIMESTAMP", "add_months(TIMESTAMPTZ, BIGINT) TIMESTAMPTZ"})
    public static long addMonths(long micros, long months) {
        LocalDate moved = Calendar.date(micros).plusMonths(Casts.integer(months));
        return Calendar.micros(moved.toEpochDay(), Calendar.timeOfDay(micros));
    }

    @SqlFunction({"add_micros(TIMESTAMP, BIGINT) TIMESTAMP", "add_micros(TIMESTAMPTZ, BIGINT) TIMESTAMPTZ"})
    public static long addMicros(long micros, long amount) {
        long sum = micros + amount;
        if (((micros ^ sum) & (amount ^ sum)) < 0) {
            throw Failures.outOfRange("timestamp");
        }
        return Calendar.checkedMicros(sum);
    }

    /** Around the clock. */
    @SqlFunction("add_micros(TIME, BIGINT) TIME")
    public static long addToTime(long micros, long amount) {
        return Math.floorMod(micros + amount % Calendar.MICROS_PER_DAY, Calendar.MICROS_PER_DAY);
    }

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
        return TimeText.timestamp(text);
    }

    @SqlFunction({"CAST_TIMESTAMPTZ(VARCHAR) TIMESTAMPTZ", "CAST_TIMESTAMPTZ(CHAR) TIMESTAMPTZ"})
    public static long parseWithZone(String text) {
        return TimeText.timestampWithZone(text);
    }

    @SqlFunction({"CAST_TIME(VARCHAR) TIME", "CAST_TIME(CHAR) TIME"})
    public static long parseTime(String text) {
        return TimeText.time(text);
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

    @SqlFunction({"extract(VARCHAR, TIMESTAMP) DECIMAL", "extract(VARCHAR, TIMESTAMPTZ) DECIMAL"})
    public static BigDecimal extract(DatePart part, long micros) {
        return part.of(micros);
    }

    @SqlFunction({"date_part(VARCHAR, TIMESTAMP) DOUBLE", "date_part(VARCHAR, TIMESTAMPTZ) DOUBLE"})
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

    @SqlFunction({"to_char(TIMESTAMP, VARCHAR) VARCHAR", "to_char(TIMESTAMPTZ, VARCHAR) VARCHAR"})
    public static String toChar(long micros, TimeFormat format) {
        return format.format(micros);
    }

    @SqlFunction("to_char(DATE, VARCHAR) VARCHAR")
    public static String dateToChar(int day, TimeFormat format) {
        return format.format(fromDate(day));
    }
}
