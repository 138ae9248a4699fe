package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import io.weirpool.sql.compile.TimeFormat.Part;

/** An interval as to_char writes its fields; those of a date are none of its. */
final class IntervalFields {
    private final Interval interval;

    IntervalFields(Interval interval) {
        this.interval = interval;
    }

    String of(Part part) {
        String name = part.upper();
        String clock = new ClockFields(interval.micros()).of(part, name);
        if (clock != null) {
            return clock;
        }
        int years = interval.months() / 12;
        int months = interval.months() % 12;
        return switch (name) {
            case "YYYY" -> part.number(years, 4);
            case "YYY" -> part.number(years % 1_000, 3);
            case "YY" -> part.number(years % 100, 2);
            case "Y" -> part.number(years % 10, 1);
            case "MM" -> part.number(months, 2);
            case "DD" -> days(part);
            case "FX" -> "";
            default ->
                throw Failures.invalid(
                        "\"%s\" is no field of an interval: it is tied to no date".formatted(part.field()));
        };
    }

    /** A sign counts as a digit. */
    private String days(Part part) {
        long days = interval.days();
        String digits = TimeText.digits(Math.abs(days), part.fill() ? 0 : days < 0 ? 1 : 2);
        return part.ordinal(days < 0 ? "-" + digits : digits);
    }
}
