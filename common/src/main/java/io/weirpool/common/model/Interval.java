package io.weirpool.common.model;

import java.util.Locale;

/**
 * PostgreSQL's interval: months, days and microseconds apart, as a month has no fixed number of days and a day, in a zone
 * with summer time, none of hours.
 *
 * <p>Compared as PostgreSQL does, a month being 30 days and a day 24 hours; {@code equals} asks whether two print the
 * same: 1 month and 30 days compare as 0 and are not equal.
 */
public record Interval(int months, int days, long micros) implements Comparable<Interval> {
    public static final long MICROS_PER_DAY = 86_400_000_000L;

    public static final int DAYS_PER_MONTH = 30;

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Whole days of the span, a month being 30 of them; with {@link #rest} the order. */
    public long wholeDays() {
        return (long) months * DAYS_PER_MONTH + days + Math.floorDiv(micros, MICROS_PER_DAY);
    }

    /** Microseconds beyond {@link #wholeDays}, not negative. */
    public long rest() {
        return Math.floorMod(micros, MICROS_PER_DAY);
    }

    /**
     * The interval with this {@link #wholeDays} and {@link #rest}: days and microseconds of one sign, as the difference of
     * two timestamps has them; months only where the days alone would not fit.
     */
    public static Interval ofSpan(long wholeDays, long rest) {
        boolean negative = wholeDays < 0 && rest > 0;
        long days = negative ? wholeDays + 1 : wholeDays;
        long micros = negative ? rest - MICROS_PER_DAY : rest;
        if (days == (int) days) {
            return new Interval(0, (int) days, micros);
        }
        int months = within(days / DAYS_PER_MONTH);
        long beyond = days - (long) months * DAYS_PER_MONTH;
        return new Interval(months, within(beyond), micros + (beyond - within(beyond)) * MICROS_PER_DAY);
    }

    private static int within(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(value, Integer.MAX_VALUE));
    }

    @Override
    public int compareTo(Interval other) {
        int order = Long.compare(wholeDays(), other.wholeDays());
        return order != 0 ? order : Long.compare(rest(), other.rest());
    }

    /** ISO 8601, a sign before each part that is negative: {@code P1Y2M3DT4H5M6.7S}; {@code PT0S} for none. */
    public String iso() {
        StringBuilder out = new StringBuilder("P");
        isoPart(out, months / MONTHS_PER_YEAR, 'Y');
        isoPart(out, months % MONTHS_PER_YEAR, 'M');
        isoPart(out, days, 'D');
        if (micros != 0) {
            out.append('T');
            isoPart(out, hours(), 'H');
            isoPart(out, minutes(), 'M');
            long second = micros % (60 * MICROS_PER_SECOND);
            if (second != 0) {
                out.append(second < 0 ? "-" : "").append(seconds("%d")).append('S');
            }
        }
        return out.length() == 1 ? "PT0S" : out.toString();
    }

    private static void isoPart(StringBuilder out, long value, char unit) {
        if (value != 0) {
            out.append(value).append(unit);
        }
    }

    private long hours() {
        return micros / (3_600 * MICROS_PER_SECOND);
    }

    private long minutes() {
        return micros / (60 * MICROS_PER_SECOND) % 60;
    }

    /** Without a sign, and no more digits of a fraction than needed. */
    private String seconds(String whole) {
        long second = Math.abs(micros % (60 * MICROS_PER_SECOND));
        String text = String.format(Locale.ROOT, whole, second / MICROS_PER_SECOND);
        long fraction = second % MICROS_PER_SECOND;
        return fraction == 0
                ? text
                : text + String.format(Locale.ROOT, ".%06d", fraction).replaceAll("0+$", "");
    }

    /** As PostgreSQL prints it: {@code 1 year 2 mons -3 days +04:05:06.7}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        boolean afterNegative = part(out, months / MONTHS_PER_YEAR, "year", false);
        afterNegative = part(out, months % MONTHS_PER_YEAR, "mon", afterNegative);
        afterNegative = part(out, days, "day", afterNegative);
        if (out.isEmpty() || micros != 0) {
            String sign = micros < 0 ? "-" : afterNegative ? "+" : "";
            out.append(out.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%s%02d:%02d:", sign, Math.abs(hours()), Math.abs(minutes())))
                    .append(seconds("%02d"));
        }
        return out.toString();
    }

    /** Whether a positive part after it needs a sign: what is 0 leaves that open. */
    private static boolean part(StringBuilder out, long value, String unit, boolean afterNegative) {
        if (value == 0) {
            return afterNegative;
        }
        out.append(out.isEmpty() ? "" : " ")
                .append(afterNegative && value > 0 ? "+" : "")
                .append(value)
                .append(' ')
                .append(unit)
                .append(value == 1 ? "" : "s");
        return value < 0;
    }
}
