package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The unit of date_trunc. */
public enum TimeUnit implements AnyText {
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
    MILLENNIUM;

    /** PostgreSQL's name, in any case, singular, plural or short. */
    public static TimeUnit of(String name) {
        try {
            return valueOf(DatePart.of(name).name());
        } catch (ExpressionFailure | IllegalArgumentException e) {
            throw Failures.unsupported("the unit '" + Failures.shown(name) + "' in date_trunc");
        }
    }

    long truncate(long micros) {
        return switch (this) {
            case MICROSECONDS -> micros;
            case MILLISECONDS -> towardsPast(micros, 1_000);
            case SECOND -> towardsPast(micros, Calendar.MICROS_PER_SECOND);
            case MINUTE -> towardsPast(micros, 60 * Calendar.MICROS_PER_SECOND);
            case HOUR -> towardsPast(micros, 3_600 * Calendar.MICROS_PER_SECOND);
            case DAY -> towardsPast(micros, Calendar.MICROS_PER_DAY);
            case WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM ->
                Calendar.micros(first(Calendar.date(micros)).toEpochDay(), 0);
        };
    }

    private static long towardsPast(long micros, long unit) {
        return Calendar.checkedMicros(micros - Math.floorMod(micros, unit));
    }

    private LocalDate first(LocalDate date) {
        return switch (this) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> date.withDayOfYear(1);
            case DECADE -> date.withDayOfYear(1).withYear(Math.floorDiv(date.getYear(), 10) * 10);
            case CENTURY -> date.withDayOfYear(1).withYear(firstOf(100, date));
            case MILLENNIUM -> date.withDayOfYear(1).withYear(firstOf(1_000, date));
            default -> date.withDayOfMonth(1);
        };
    }

    /** The year 1 began the first; there is no year 0. */
    private static int firstOf(int years, LocalDate date) {
        return Math.floorDiv(date.getYear() - 1, years) * years + 1;
    }

    /** The unit in date_trunc of an interval: parts below it become 0. */
    public static final class OfInterval implements AnyText {
        private final TimeUnit unit;

        private OfInterval(TimeUnit unit) {
            this.unit = unit;
        }

        public static OfInterval of(String name) {
            TimeUnit unit = TimeUnit.of(name);
            if (unit == WEEK) {
                throw Failures.unsupported("date_trunc('week', interval): months have no whole weeks");
            }
            return new OfInterval(unit);
        }

        Interval truncate(Interval interval) {
            return switch (unit) {
                case MILLENNIUM -> new Interval(interval.months() / 12_000 * 12_000, 0, 0);
                case CENTURY -> new Interval(interval.months() / 1_200 * 1_200, 0, 0);
                case DECADE -> new Interval(interval.months() / 120 * 120, 0, 0);
                case YEAR -> new Interval(interval.months() / 12 * 12, 0, 0);
                case QUARTER -> new Interval(interval.months() / 3 * 3, 0, 0);
                case MONTH -> new Interval(interval.months(), 0, 0);
                case DAY -> new Interval(interval.months(), interval.days(), 0);
                default -> new Interval(interval.months(), interval.days(), towardsZero(interval.micros()));
            };
        }

        private long towardsZero(long micros) {
            long size = switch (unit) {
                case HOUR -> 3_600 * Calendar.MICROS_PER_SECOND;
                case MINUTE -> 60 * Calendar.MICROS_PER_SECOND;
                case SECOND -> Calendar.MICROS_PER_SECOND;
                case MILLISECONDS -> 1_000;
                default -> 1;
            };
            return micros / size * size;
        }
    }
}
