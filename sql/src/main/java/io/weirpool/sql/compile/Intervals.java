package io.weirpool.sql.compile;

import io.weirpool.common.codec.IntervalText;
import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Intervals: made, read, printed, and what lies between two times. */
public final class Intervals {
    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_HOUR = 3_600 * Calendar.MICROS_PER_SECOND;

    private Intervals() {}

    @SqlFunction({"CAST_INTERVAL(VARCHAR) INTERVAL", "CAST_INTERVAL(CHAR) INTERVAL"})
    public static Interval parse(String text) {
        return IntervalText.parse(text).orElseThrow(() -> Failures.invalidText("interval", text));
    }

    @SqlFunction({"CAST_VARCHAR(INTERVAL) VARCHAR", "CAST_CHAR(INTERVAL) CHAR"})
    public static String text(Interval interval) {
        return interval.toString();
    }

    @SqlFunction("CAST_INTERVAL(TIME) INTERVAL")
    public static Interval ofTime(long micros) {
        return new Interval(0, 0, micros);
    }

    /** Around the clock; days and months fall away. */
    @SqlFunction("CAST_TIME(INTERVAL) TIME")
    public static long timeOfDay(Interval interval) {
        return Math.floorMod(interval.micros(), Interval.MICROS_PER_DAY);
    }

    /** Days and what is left, of one sign. */
    @SqlFunction({"-(TIMESTAMP, TIMESTAMP) INTERVAL", "-(TIMESTAMPTZ, TIMESTAMPTZ) INTERVAL"})
    public static Interval between(long micros, long from) {
        long difference = micros - from;
        if (((micros ^ from) & (micros ^ difference)) < 0) {
            throw Failures.outOfRange("interval");
        }
        return new Interval(0, (int) (difference / Interval.MICROS_PER_DAY), difference % Interval.MICROS_PER_DAY);
    }

    @SqlFunction("-(TIME, TIME) INTERVAL")
    public static Interval betweenTimes(long micros, long from) {
        return new Interval(0, 0, micros - from);
    }

    /** In years, months, days and less, as a calendar counts: a month that is not full has its own number of days. */
    @SqlFunction({"age(TIMESTAMP, TIMESTAMP) INTERVAL", "age(TIMESTAMPTZ, TIMESTAMPTZ) INTERVAL"})
    public static Interval age(long to, long from) {
        boolean negative = to < from;
        LocalDate later = Calendar.date(negative ? from : to);
        LocalDate earlier = Calendar.date(negative ? to : from);
        long micros = negative
                ? Calendar.timeOfDay(from) - Calendar.timeOfDay(to)
                : Calendar.timeOfDay(to) - Calendar.timeOfDay(from);
        int days = later.getDayOfMonth() - earlier.getDayOfMonth();
        int months = (later.getYear() - earlier.getYear()) * MONTHS_PER_YEAR
                + later.getMonthValue()
                - earlier.getMonthValue();
        if (micros < 0) {
            micros += Interval.MICROS_PER_DAY;
            days--;
        }
        if (days < 0) {
            days += earlier.lengthOfMonth();
            months--;
        }
        return negative ? new Interval(-months, -days, -micros) : new Interval(months, days, micros);
    }

    @SqlFunction("make_interval(INTEGER) INTERVAL")
    public static Interval ofYears(int years) {
        return make(years, 0, 0, 0, 0, 0, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER) INTERVAL")
    public static Interval ofMonths(int years, int months) {
        return make(years, months, 0, 0, 0, 0, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER, INTEGER) INTERVAL")
    public static Interval ofWeeks(int years, int months, int weeks) {
        return make(years, months, weeks, 0, 0, 0, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER, INTEGER, INTEGER) INTERVAL")
    public static Interval ofDays(int years, int months, int weeks, int days) {
        return make(years, months, weeks, days, 0, 0, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER) INTERVAL")
    public static Interval ofHours(int years, int months, int weeks, int days, int hours) {
        return make(years, months, weeks, days, hours, 0, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, INTEGER) INTERVAL")
    public static Interval ofMinutes(int years, int months, int weeks, int days, int hours, int minutes) {
        return make(years, months, weeks, days, hours, minutes, 0);
    }

    @SqlFunction("make_interval(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE) INTERVAL")
    public static Interval make(int years, int months, int weeks, int days, int hours, int minutes, double seconds) {
        double fraction = Math.rint(seconds * Calendar.MICROS_PER_SECOND);
        if (!(Math.abs(fraction) < 0x1p63)) {
            throw Failures.outOfRange("interval");
        }
        try {
            return new Interval(
                    Math.addExact(Math.multiplyExact(years, MONTHS_PER_YEAR), months),
                    Math.addExact(Math.multiplyExact(weeks, 7), days),
                    Math.addExact(hours * MICROS_PER_HOUR + minutes * (MICROS_PER_HOUR / 60), (long) fraction));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("interval");
        }
    }

    @SqlFunction("extract(VARCHAR, INTERVAL) DECIMAL")
    public static BigDecimal extract(DatePart.OfInterval part, Interval interval) {
        return part.of(interval);
    }

    @SqlFunction("date_part(VARCHAR, INTERVAL) DOUBLE")
    public static double datePart(DatePart.OfInterval part, Interval interval) {
        return part.asDouble(interval);
    }

    @SqlFunction("date_trunc(VARCHAR, INTERVAL) INTERVAL")
    public static Interval truncate(TimeUnit.OfInterval unit, Interval interval) {
        return unit.truncate(interval);
    }

    @SqlFunction("justify_hours(INTERVAL) INTERVAL")
    public static Interval justifyHours(Interval interval) {
        long days = interval.micros() / Interval.MICROS_PER_DAY + interval.days();
        long micros = interval.micros() % Interval.MICROS_PER_DAY;
        return ofOneSign(interval.months(), days, micros);
    }

    private static Interval ofOneSign(int months, long days, long micros) {
        if (days > 0 && micros < 0) {
            return IntervalArithmetic.checked(months, days - 1, micros + Interval.MICROS_PER_DAY);
        }
        return days < 0 && micros > 0
                ? IntervalArithmetic.checked(months, days + 1, micros - Interval.MICROS_PER_DAY)
                : IntervalArithmetic.checked(months, days, micros);
    }

    @SqlFunction("justify_days(INTERVAL) INTERVAL")
    public static Interval justifyDays(Interval interval) {
        long months = (long) interval.days() / Interval.DAYS_PER_MONTH + interval.months();
        int days = interval.days() % Interval.DAYS_PER_MONTH;
        if (months > 0 && days < 0) {
            return IntervalArithmetic.checked(months - 1, days + Interval.DAYS_PER_MONTH, interval.micros());
        }
        return months < 0 && days > 0
                ? IntervalArithmetic.checked(months + 1, days - Interval.DAYS_PER_MONTH, interval.micros())
                : IntervalArithmetic.checked(months, days, interval.micros());
    }

    @SqlFunction(
            comparison = true,
            value = {"compare(INTERVAL, INTERVAL) INTEGER"})
    public static int compare(Interval a, Interval b) {
        return a.compareTo(b);
    }

    /** From January 1st of the year 1 on, in steps of an interval without months. */
    @SqlFunction({
        "date_bin(INTERVAL, TIMESTAMP, TIMESTAMP) TIMESTAMP",
        "date_bin(INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ) TIMESTAMPTZ"
    })
    public static long bin(Interval step, long micros, long origin) {
        if (step.months() != 0) {
            throw Failures.invalid("timestamps cannot be binned into intervals containing months or years");
        }
        try {
            long width = Math.addExact(Math.multiplyExact(step.days(), Interval.MICROS_PER_DAY), step.micros());
            if (width <= 0) {
                throw Failures.invalid("stride must be greater than zero");
            }
            long since = Math.subtractExact(micros, origin);
            return Calendar.checkedMicros(micros - Math.floorMod(since, width));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("interval");
        }
    }
}
