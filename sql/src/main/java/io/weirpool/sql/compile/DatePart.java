package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field of EXTRACT and date_part. Years before 1 are negative; there is no year 0. */
public enum DatePart implements AnyText {
    MICROSECONDS,
    MILLISECONDS,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM,
    ISOYEAR,
    DOW,
    ISODOW,
    DOY,
    JULIAN,
    EPOCH;

    private static final long SECONDS_PER_DAY = 86_400;

    private static final long JULIAN_1970 = 2_440_588;

    private static final BigDecimal SECONDS_PER_QUARTER_DAY = BigDecimal.valueOf(21_600);

    /** Fields of a time of day. */
    private static final Set<DatePart> OF_DAY = Set.of(MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR);

    /** Plurals and short names, as PostgreSQL has them. */
    private static final Map<String, DatePart> OTHER_NAMES = names(
            "microsecond us usec usecs usecond useconds", MICROSECONDS,
            "millisecond ms msec msecs msecond mseconds", MILLISECONDS,
            "s sec secs seconds", SECOND,
            "m min mins minutes", MINUTE,
            "h hr hrs hours", HOUR,
            "d days", DAY,
            "w weeks", WEEK,
            "mon mons months", MONTH,
            "qtr", QUARTER,
            "y yr yrs years", YEAR,
            "dec decs decades", DECADE,
            "c cent centuries", CENTURY,
            "mil mils millennia", MILLENNIUM,
            "j jd", JULIAN);

    private static Map<String, DatePart> names(Object... namesAndParts) {
        Map<String, DatePart> names = new HashMap<>();
        for (int i = 0; i < namesAndParts.length; i += 2) {
            for (String name : ((String) namesAndParts[i]).split(" ")) {
                names.put(name, (DatePart) namesAndParts[i + 1]);
            }
        }
        return names;
    }

    /** PostgreSQL's name, in any case. */
    public static DatePart of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (DatePart part : values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(lower)) {
                return part;
            }
        }
        DatePart other = OTHER_NAMES.get(lower);
        if (other == null) {
            throw Failures.unsupported("the field '" + Failures.shown(name) + "' of a date or time");
        }
        return other;
    }

    /** With PostgreSQL's scale. */
    BigDecimal of(long micros) {
        return switch (this) {
            case EPOCH -> BigDecimal.valueOf(micros, 6);
            case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR -> ofTime(Calendar.timeOfDay(micros));
            case JULIAN ->
                BigDecimal.valueOf(julianDay(micros))
                        .add(Numerics.divide(
                                BigDecimal.valueOf(Calendar.timeOfDay(micros)),
                                BigDecimal.valueOf(Calendar.MICROS_PER_DAY)));
            default -> BigDecimal.valueOf(ofDate(Calendar.date(micros)));
        };
    }

    /** As PostgreSQL computes it: the epoch is divided as a double. */
    double asDouble(long micros) {
        return switch (this) {
            case EPOCH -> (double) micros / Calendar.MICROS_PER_SECOND;
            case JULIAN -> julianDay(micros) + secondsOfDay(micros) / SECONDS_PER_DAY;
            default -> of(micros).doubleValue();
        };
    }

    private static double secondsOfDay(long micros) {
        long time = Calendar.timeOfDay(micros);
        long seconds = time / Calendar.MICROS_PER_SECOND;
        return seconds + time % Calendar.MICROS_PER_SECOND / 1_000_000.0;
    }

    /** Days since 4714-11-24 BC. */
    private static long julianDay(long micros) {
        return Math.floorDiv(micros, Calendar.MICROS_PER_DAY) + JULIAN_1970;
    }

    private BigDecimal ofTime(long micros) {
        long ofMinute = micros % (60 * Calendar.MICROS_PER_SECOND);
        long seconds = micros / Calendar.MICROS_PER_SECOND;
        return switch (this) {
            case MICROSECONDS -> BigDecimal.valueOf(ofMinute);
            case MILLISECONDS -> BigDecimal.valueOf(ofMinute, 3);
            case SECOND -> BigDecimal.valueOf(ofMinute, 6);
            case MINUTE -> BigDecimal.valueOf(seconds / 60 % 60);
            default -> BigDecimal.valueOf(seconds / 3_600);
        };
    }

    private long ofDate(LocalDate date) {
        int year = date.getYear();
        return switch (this) {
            case DAY -> date.getDayOfMonth();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> date.getMonthValue();
            case QUARTER -> (date.getMonthValue() + 2) / 3;
            case YEAR -> withoutZero(year);
            case DECADE -> Math.floorDiv(year, 10);
            case CENTURY -> period(year, 100);
            case MILLENNIUM -> period(year, 1_000);
            case ISOYEAR -> withoutZero(date.get(IsoFields.WEEK_BASED_YEAR));
            case DOW -> date.getDayOfWeek().getValue() % 7;
            case ISODOW -> date.getDayOfWeek().getValue();
            default -> date.getDayOfYear();
        };
    }

    private static int withoutZero(int year) {
        return year > 0 ? year : year - 1;
    }

    private static int period(int year, int years) {
        return year > 0 ? (year + years - 1) / years : -((years - 1 - (year - 1)) / years);
    }

    /** A field of a date: no part of a day. */
    public static final class OfDate implements AnyText {
        private final DatePart part;

        private OfDate(DatePart part) {
            this.part = part;
        }

        public static OfDate of(String name) {
            DatePart part = DatePart.of(name);
            if (OF_DAY.contains(part)) {
                throw Failures.unsupported("the field '" + Failures.shown(name) + "' of a DATE");
            }
            return new OfDate(part);
        }

        BigDecimal of(int day) {
            return part.of(day * Calendar.MICROS_PER_DAY).setScale(0);
        }
    }

    /** A field of a moment, which has a zone: UTC. */
    public static final class OfMoment implements AnyText {
        private static final Set<String> ZONE =
                Set.of("timezone", "timezone_h", "timezone_hour", "timezone_m", "timezone_minute");

        private final @Nullable DatePart part;

        private OfMoment(@Nullable DatePart part) {
            this.part = part;
        }

        public static OfMoment of(String name) {
            return new OfMoment(ZONE.contains(name.toLowerCase(Locale.ROOT)) ? null : DatePart.of(name));
        }

        BigDecimal of(long micros) {
            return part == null ? BigDecimal.ZERO : part.of(micros);
        }

        double asDouble(long micros) {
            return part == null ? 0 : part.asDouble(micros);
        }
    }

    /** A field of a time of day. */
    public static final class OfTime implements AnyText {
        private final DatePart part;

        private OfTime(DatePart part) {
            this.part = part;
        }

        public static OfTime of(String name) {
            DatePart part = DatePart.of(name);
            if (!OF_DAY.contains(part) && part != EPOCH) {
                throw Failures.unsupported("the field '" + Failures.shown(name) + "' of a TIME");
            }
            return new OfTime(part);
        }

        BigDecimal of(long micros) {
            return part == EPOCH ? part.of(micros) : part.ofTime(micros);
        }
    }

    /** A field of an interval. A year is 365.25 days where days are counted, a month 30. */
    public static final class OfInterval implements AnyText {
        private static final Set<DatePart> PARTS = Set.of(
                EPOCH,
                MICROSECONDS,
                MILLISECONDS,
                SECOND,
                MINUTE,
                HOUR,
                DAY,
                WEEK,
                MONTH,
                QUARTER,
                YEAR,
                DECADE,
                CENTURY,
                MILLENNIUM);

        private final DatePart part;

        private OfInterval(DatePart part) {
            this.part = part;
        }

        public static OfInterval of(String name) {
            DatePart part = DatePart.of(name);
            if (!PARTS.contains(part)) {
                throw Failures.unsupported("the field '" + Failures.shown(name) + "' of an INTERVAL");
            }
            return new OfInterval(part);
        }

        BigDecimal of(Interval interval) {
            return switch (part) {
                case EPOCH ->
                    BigDecimal.valueOf(quarterDays(interval))
                            .multiply(SECONDS_PER_QUARTER_DAY)
                            .add(BigDecimal.valueOf(interval.micros(), 6));
                case DAY -> BigDecimal.valueOf(interval.days());
                case WEEK -> BigDecimal.valueOf(interval.days() / 7);
                case QUARTER -> BigDecimal.valueOf(quarter(interval.months()));
                case MONTH -> BigDecimal.valueOf(interval.months() % 12);
                case YEAR -> BigDecimal.valueOf(interval.months() / 12);
                case DECADE -> BigDecimal.valueOf(interval.months() / 120);
                case CENTURY -> BigDecimal.valueOf(interval.months() / 1_200);
                case MILLENNIUM -> BigDecimal.valueOf(interval.months() / 12_000);
                default -> part.ofTime(interval.micros());
            };
        }

        /** From 1, or from -1 backwards. */
        private static int quarter(int months) {
            return months >= 0 ? months % 12 / 3 + 1 : -(-months % 12 / 3 + 1);
        }

        private static long quarterDays(Interval interval) {
            long years = interval.months() / 12;
            long months = interval.months() % 12;
            return years * 1_461 + months * 4 * Interval.DAYS_PER_MONTH + 4L * interval.days();
        }

        /** As PostgreSQL computes it: sums of doubles. */
        double asDouble(Interval interval) {
            if (part != EPOCH) {
                return of(interval).doubleValue();
            }
            double seconds = (double) interval.micros() / Calendar.MICROS_PER_SECOND;
            int years = interval.months() / 12;
            int months = interval.months() % 12;
            seconds += 365.25 * SECONDS_PER_DAY * years;
            seconds += (double) Interval.DAYS_PER_MONTH * SECONDS_PER_DAY * months;
            return seconds + (double) SECONDS_PER_DAY * interval.days();
        }
    }
}
