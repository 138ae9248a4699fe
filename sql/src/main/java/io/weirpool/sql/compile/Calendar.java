package io.weirpool.sql.compile;

import java.time.LocalDate;

/** Days and microseconds since 1970 as a date of the proleptic Gregorian calendar and a time of day. */
final class Calendar {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** PostgreSQL's first and last day: 4713-11-24 BC and 5874897-12-31. */
    private static final int DAY_MIN = -2_440_588;

    private static final int DAY_MAX = 2_145_042_905;
    /** PostgreSQL's first microsecond; the last is that of a long, 30 years before PostgreSQL's. */
    private static final long MICRO_MIN = -210_866_803_200_000_000L;

    private Calendar() {}

    static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    }

    static long timeOfDay(long micros) {
        return Math.floorMod(micros, MICROS_PER_DAY);
    }

    static int checkedDay(long day) {
        if (day < DAY_MIN || day > DAY_MAX) {
            throw Failures.outOfRange("date");
        }
        return (int) day;
    }

    /** The date itself, when times of that day can be. */
    static LocalDate ofMicrosRange(LocalDate date) {
        micros(date.toEpochDay(), 0);
        return date;
    }

    /** Microseconds of a day and a time of day. */
    static long micros(long day, long timeOfDay) {
        try {
            return checkedMicros(Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), timeOfDay));
        } catch (ArithmeticException e) {
            throw Failures.outOfRange("timestamp");
        }
    }

    static long checkedMicros(long micros) {
        if (micros < MICRO_MIN) {
            throw Failures.outOfRange("timestamp");
        }
        return micros;
    }
}
