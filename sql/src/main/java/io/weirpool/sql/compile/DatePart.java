package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A field of EXTRACT and date_part. Years before 1 are negative; there is no year 0. */
public enum DatePart {
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
    EPOCH;

    private static final long SECONDS_PER_DAY = 86_400;

    private static final BigDecimal SECONDS_PER_QUARTER_DAY = BigDecimal.valueOf(21_600);

    /** Fields of a time of day. */
    private static final Set<DatePart> OF_DAY = Set.of(MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR);

    private static final Map<String, DatePart> OTHER_NAMES = Map.ofEntries(
            Map.entry("microsecond", MICROSECONDS),
            Map.entry("millisecond", MILLISECONDS),
            Map.entry("seconds", SECOND),
            Map.entry("minutes", MINUTE),
            Map.entry("hours", HOUR),
            Map.entry("days", DAY),
            Map.entry("weeks", WEEK),
            Map.entry("months", MONTH),
            Map.entry("years", YEAR));

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
            default -> BigDecimal.valueOf(ofDate(Calendar.date(micros)));
        };
    }

    /** As PostgreSQL computes it: the epoch is divided as a double. */
    double asDouble(long micros) {
        return this == EPOCH
                ? (double) micros / Calendar.MICROS_PER_SECOND
                : of(micros).doubleValue();
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
    public static final class OfDate {
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

    /** A field of a time of day. */
    public static final class OfTime {
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
    public static final class OfInterval {
        private static final Set<DatePart> PARTS = Set.of(
                EPOCH, MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR, DAY, MONTH, YEAR, DECADE, CENTURY, MILLENNIUM);

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
                case MONTH -> BigDecimal.valueOf(interval.months() % 12);
                case YEAR -> BigDecimal.valueOf(interval.months() / 12);
                case DECADE -> BigDecimal.valueOf(interval.months() / 120);
                case CENTURY -> BigDecimal.valueOf(interval.months() / 1_200);
                case MILLENNIUM -> BigDecimal.valueOf(interval.months() / 12_000);
                default -> part.ofTime(interval.micros());
            };
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
