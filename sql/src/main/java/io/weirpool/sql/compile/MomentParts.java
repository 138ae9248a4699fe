package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;

/** Times that are made, moved or cut in a zone, and tests of times. */
public final class MomentParts {
    private MomentParts() {}

    /** We have no infinities. */
    @SqlFunction({
        "isfinite(DATE) BOOLEAN",
        "isfinite(TIMESTAMP) BOOLEAN",
        "isfinite(TIMESTAMPTZ) BOOLEAN",
        "isfinite(INTERVAL) BOOLEAN"
    })
    public static boolean isFinite(Object time) {
        return true;
    }

    /** In UTC. */
    @SqlFunction("make_timestamptz(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE) TIMESTAMPTZ")
    public static long make(int year, int month, int day, int hour, int minute, double second) {
        return Timestamps.makeTimestamp(year, month, day, hour, minute, second);
    }

    @SqlFunction("make_timestamptz(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE, VARCHAR) TIMESTAMPTZ")
    public static long make(int year, int month, int day, int hour, int minute, double second, ClockZone zone) {
        return Zones.moment(zone.zone, make(year, month, day, hour, minute, second));
    }

    /** A zone beside a time: an offset has the sign it has in times, east positive, and must have one. */
    public static final class ClockZone implements AnyText {
        private final Zones.Zone zone;

        private ClockZone(Zones.Zone zone) {
            this.zone = zone;
        }

        public static ClockZone of(String name) {
            if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
                throw Failures.invalid("a numeric time zone begins with its sign");
            }
            String turned = name.startsWith("+") ? "-" : name.startsWith("-") ? "+" : "";
            return new ClockZone(Zones.Zone.of(turned.isEmpty() ? name : turned + name.substring(1)));
        }
    }

    @SqlFunction("date_add(TIMESTAMPTZ, INTERVAL) TIMESTAMPTZ")
    public static long add(long micros, Interval interval) {
        return IntervalArithmetic.add(micros, interval);
    }

    @SqlFunction("date_subtract(TIMESTAMPTZ, INTERVAL) TIMESTAMPTZ")
    public static long subtract(long micros, Interval interval) {
        return IntervalArithmetic.subtract(micros, interval);
    }

    /** Where the clocks of the zone show the begin of the unit. */
    @SqlFunction("date_trunc(VARCHAR, TIMESTAMPTZ, VARCHAR) TIMESTAMPTZ")
    public static long truncate(TimeUnit unit, long micros, Zones.Zone zone) {
        long local = unit.truncate(Zones.local(zone, micros));
        // below a day PostgreSQL keeps the offset, so that no hour is lost where clocks go back
        return unit.compareTo(TimeUnit.DAY) < 0
                ? Calendar.checkedMicros(local - zone.offsetAt(micros))
                : Zones.moment(zone, local);
    }

    /** Days and hours of one sign, and months of it, too. */
    @SqlFunction("justify_interval(INTERVAL) INTERVAL")
    public static Interval justify(Interval interval) {
        long months = interval.months();
        long days = interval.days();
        long micros = interval.micros();
        if ((days > 0 && micros > 0) || (days < 0 && micros < 0)) {
            months += days / Interval.DAYS_PER_MONTH;
            days %= Interval.DAYS_PER_MONTH;
        }
        days += micros / Interval.MICROS_PER_DAY;
        micros %= Interval.MICROS_PER_DAY;
        months += days / Interval.DAYS_PER_MONTH;
        days %= Interval.DAYS_PER_MONTH;
        if (months > 0 && (days < 0 || (days == 0 && micros < 0))) {
            days += Interval.DAYS_PER_MONTH;
            months--;
        } else if (months < 0 && (days > 0 || (days == 0 && micros > 0))) {
            days -= Interval.DAYS_PER_MONTH;
            months++;
        }
        if (days > 0 && micros < 0) {
            micros += Interval.MICROS_PER_DAY;
            days--;
        } else if (days < 0 && micros > 0) {
            micros -= Interval.MICROS_PER_DAY;
            days++;
        }
        return IntervalArithmetic.checked(months, days, micros);
    }
}
