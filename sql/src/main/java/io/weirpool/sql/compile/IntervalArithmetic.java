package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.time.LocalDate;

/** Sums of times and intervals, and intervals times numbers, as in PostgreSQL's timestamp.c. */
public final class IntervalArithmetic {
    private static final double SECONDS_PER_DAY = 86_400;

    private IntervalArithmetic() {}

    static Interval checked(long months, long days, long micros) {
        if (months != (int) months || days != (int) days) {
            throw Failures.outOfRange("interval");
        }
        return new Interval((int) months, (int) days, micros);
    }

    /** First the months, then the days, then the rest; the last day of a shorter month stands for those it lacks. */
    @SqlFunction({"+(TIMESTAMP, INTERVAL) TIMESTAMP", "+(TIMESTAMPTZ, INTERVAL) TIMESTAMPTZ"})
    public static long add(long micros, Interval interval) {
        LocalDate day = Calendar.date(micros);
        LocalDate moved = interval.months() == 0 ? day : Calendar.ofMicrosRange(day.plusMonths(interval.months()));
        long date = Calendar.micros(moved.toEpochDay() + interval.days(), Calendar.timeOfDay(micros));
        long sum = date + interval.micros();
        if (((date ^ sum) & (interval.micros() ^ sum)) < 0) {
            throw Failures.outOfRange("timestamp");
        }
        return Calendar.checkedMicros(sum);
    }

    @SqlFunction({"+(INTERVAL, TIMESTAMP) TIMESTAMP", "+(INTERVAL, TIMESTAMPTZ) TIMESTAMPTZ"})
    public static long addTo(Interval interval, long micros) {
        return add(micros, interval);
    }

    @SqlFunction({"-(TIMESTAMP, INTERVAL) TIMESTAMP", "-(TIMESTAMPTZ, INTERVAL) TIMESTAMPTZ"})
    public static long subtract(long micros, Interval interval) {
        return add(micros, negate(interval));
    }

    /** A time is an interval beside a timestamp. */
    @SqlFunction({"+(TIMESTAMP, TIME) TIMESTAMP", "+(TIMESTAMPTZ, TIME) TIMESTAMPTZ"})
    public static long addTimeOfDay(long micros, long time) {
        return add(micros, ofTime(time));
    }

    @SqlFunction({"+(TIME, TIMESTAMP) TIMESTAMP", "+(TIME, TIMESTAMPTZ) TIMESTAMPTZ"})
    public static long addToTimeOfDay(long time, long micros) {
        return addTimeOfDay(micros, time);
    }

    @SqlFunction({"-(TIMESTAMP, TIME) TIMESTAMP", "-(TIMESTAMPTZ, TIME) TIMESTAMPTZ"})
    public static long subtractTimeOfDay(long micros, long time) {
        return subtract(micros, ofTime(time));
    }

    @SqlFunction("-(DATE, TIME) TIMESTAMP")
    public static long subtractTimeOfDay(int day, long time) {
        return subtractFromDate(day, ofTime(time));
    }

    private static Interval ofTime(long micros) {
        return new Interval(0, 0, micros);
    }

    @SqlFunction("+(DATE, INTERVAL) TIMESTAMP")
    public static long addToDate(int day, Interval interval) {
        return add(Timestamps.fromDate(day), interval);
    }

    @SqlFunction("+(INTERVAL, DATE) TIMESTAMP")
    public static long addDate(Interval interval, int day) {
        return addToDate(day, interval);
    }

    @SqlFunction("-(DATE, INTERVAL) TIMESTAMP")
    public static long subtractFromDate(int day, Interval interval) {
        return subtract(Timestamps.fromDate(day), interval);
    }

    /** Around the clock; days and months fall away. Extreme sums wrap, as PostgreSQL's do. */
    @SqlFunction("+(TIME, INTERVAL) TIME")
    public static long addToTime(long micros, Interval interval) {
        return Math.floorMod(micros + interval.micros(), Interval.MICROS_PER_DAY);
    }

    @SqlFunction("+(INTERVAL, TIME) TIME")
    public static long addTime(Interval interval, long micros) {
        return addToTime(micros, interval);
    }

    @SqlFunction("-(TIME, INTERVAL) TIME")
    public static long subtractFromTime(long micros, Interval interval) {
        return Math.floorMod(micros - interval.micros(), Interval.MICROS_PER_DAY);
    }

    @SqlFunction("+(DATE, TIME) TIMESTAMP")
    public static long at(int day, long micros) {
        return Calendar.micros(day, micros);
    }

    @SqlFunction("+(TIME, DATE) TIMESTAMP")
    public static long on(long micros, int day) {
        return at(day, micros);
    }

    @SqlFunction("+(INTERVAL, INTERVAL) INTERVAL")
    public static Interval add(Interval a, Interval b) {
        try {
            return checked(
                    (long) a.months() + b.months(), (long) a.days() + b.days(), Math.addExact(a.micros(), b.micros()));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("interval");
        }
    }

    @SqlFunction("-(INTERVAL, INTERVAL) INTERVAL")
    public static Interval subtract(Interval a, Interval b) {
        try {
            return checked(
                    (long) a.months() - b.months(),
                    (long) a.days() - b.days(),
                    Math.subtractExact(a.micros(), b.micros()));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("interval");
        }
    }

    @SqlFunction("negate(INTERVAL) INTERVAL")
    public static Interval negate(Interval interval) {
        return subtract(new Interval(0, 0, 0), interval);
    }

    @SqlFunction("*(INTERVAL, DOUBLE) INTERVAL")
    public static Interval multiply(Interval interval, double factor) {
        return scaled(interval.months() * factor, interval.days() * factor, interval.micros() * factor);
    }

    @SqlFunction("*(DOUBLE, INTERVAL) INTERVAL")
    public static Interval multiply(double factor, Interval interval) {
        return multiply(interval, factor);
    }

    @SqlFunction("/(INTERVAL, DOUBLE) INTERVAL")
    public static Interval divide(Interval interval, double divisor) {
        if (divisor == 0) {
            throw Failures.divisionByZero();
        }
        return scaled(interval.months() / divisor, interval.days() / divisor, interval.micros() / divisor);
    }

    @SqlFunction("*(TIME, DOUBLE) INTERVAL")
    public static Interval multiplyTime(long time, double factor) {
        return multiply(ofTime(time), factor);
    }

    @SqlFunction("*(DOUBLE, TIME) INTERVAL")
    public static Interval multiplyTime(double factor, long time) {
        return multiplyTime(time, factor);
    }

    @SqlFunction("/(TIME, DOUBLE) INTERVAL")
    public static Interval divideTime(long time, double divisor) {
        return divide(ofTime(time), divisor);
    }

    /** What is no whole month becomes days, what is no whole day becomes time, to the microsecond at each step. */
    private static Interval scaled(double months, double days, double micros) {
        long wholeMonths = whole(months);
        long wholeDays = whole(days);
        double daysOfMonths = toMicro((months - wholeMonths) * Interval.DAYS_PER_MONTH);
        double seconds = toMicro((days - wholeDays + daysOfMonths - (long) daysOfMonths) * SECONDS_PER_DAY);
        if (Math.abs(seconds) >= SECONDS_PER_DAY) {
            long more = (long) (seconds / SECONDS_PER_DAY);
            wholeDays += more;
            seconds -= more * SECONDS_PER_DAY;
        }
        double total = Math.rint(micros + seconds * Calendar.MICROS_PER_SECOND);
        if (!(total >= -0x1p63 && total < 0x1p63)) {
            throw Failures.outOfRange("interval");
        }
        return checked(wholeMonths, wholeDays + (long) daysOfMonths, (long) total);
    }

    private static long whole(double value) {
        if (!(value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
            throw Failures.outOfRange("interval");
        }
        return (long) value;
    }

    private static double toMicro(double value) {
        return Math.rint(value * Calendar.MICROS_PER_SECOND) / Calendar.MICROS_PER_SECOND;
    }
}
