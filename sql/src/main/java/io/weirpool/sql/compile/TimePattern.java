package io.weirpool.sql.compile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The format of to_date and to_timestamp. PostgreSQL skips what it does not expect; here text must have each field with
 * all its digits and each separator as it stands in the format, or it fails.
 */
public final class TimePattern {
    /** Longest first, so that the first that fits is the one meant. */
    private static final List<String> FIELDS =
            List.of("HH24", "HH12", "YYYY", "MONTH", "MON", "HH", "MI", "SS", "MS", "US", "MM", "DD", "AM", "PM");

    private static final String SEPARATORS = " -/:.,;_";

    private final List<String> parts;

    private TimePattern(List<String> parts) {
        this.parts = parts;
    }

    public static TimePattern of(String format) {
        List<String> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int at = 0;
        while (at < format.length()) {
            String part = part(format, at);
            parts.add(part);
            at += part.length();
            if (!SEPARATORS.contains(part) && !seen.add(kind(part))) {
                throw Failures.unsupported(
                        "the format '%s', which has %s twice".formatted(Failures.shown(format), part));
            }
        }
        boolean halfDay = seen.contains("HH12");
        if (!seen.contains("YYYY") || halfDay != seen.contains("AM") || (halfDay && seen.contains("HH24"))) {
            throw Failures.unsupported(
                    "the format '%s'; it needs YYYY, and HH12 and AM together".formatted(Failures.shown(format)));
        }
        return new TimePattern(parts);
    }

    /** A field in upper case, or one separator. */
    private static String part(String format, int at) {
        String upper = format.substring(at).toUpperCase(Locale.ROOT);
        for (String field : FIELDS) {
            if (upper.startsWith(field)) {
                return field;
            }
        }
        String one = format.substring(at, at + 1);
        if (!SEPARATORS.contains(one)) {
            throw Failures.unsupported("the format '%s'; supported are %s and punctuation"
                    .formatted(Failures.shown(format), String.join(" ", FIELDS)));
        }
        return one;
    }

    private static String kind(String field) {
        return switch (field) {
            case "MONTH", "MON" -> "MM";
            case "HH" -> "HH12";
            case "PM" -> "AM";
            case "US" -> "MS";
            default -> field;
        };
    }

    /** Microseconds since 1970. */
    long parse(String text) {
        Reading reading = new Reading(text);
        parts.forEach(reading::part);
        return reading.end();
    }

    /** One text being read. */
    private static final class Reading {
        private final String text;
        private int at;
        private int year;
        private int month = 1;
        private int day = 1;
        private long hour;
        private boolean afternoon;
        private boolean halfDay;
        private long minute;
        private long second;
        private long micros;

        Reading(String text) {
            this.text = text;
        }

        void part(String part) {
            switch (part) {
                case "YYYY" -> year = digits(4);
                case "MM" -> month = digits(2);
                case "MON", "MONTH" -> month = name(part.equals("MON") ? TextStyle.SHORT : TextStyle.FULL);
                case "DD" -> day = digits(2);
                case "HH24" -> hour = digits(2);
                case "HH12", "HH" -> halfDay(digits(2));
                case "AM", "PM" -> afternoon = half();
                case "MI" -> minute = digits(2);
                case "SS" -> second = digits(2);
                case "MS" -> micros = digits(3) * 1_000L;
                case "US" -> micros = digits(6);
                default -> separator(part);
            }
        }

        private int digits(int count) {
            int end = at + count;
            if (end > text.length() || !text.substring(at, end).matches("[0-9]+")) {
                throw failure();
            }
            int value = Integer.parseInt(text.substring(at, end));
            at = end;
            return value;
        }

        private void halfDay(int value) {
            if (value < 1 || value > 12) {
                throw failure();
            }
            halfDay = true;
            hour = value % 12;
        }

        private boolean half() {
            String half = at + 2 <= text.length() ? text.substring(at, at + 2).toUpperCase(Locale.ROOT) : "";
            if (!half.equals("AM") && !half.equals("PM")) {
                throw failure();
            }
            at += 2;
            return half.equals("PM");
        }

        private int name(TextStyle style) {
            for (Month candidate : Month.values()) {
                String name = candidate.getDisplayName(style, Locale.ENGLISH);
                String shown = style == TextStyle.SHORT ? name.substring(0, 3) : name;
                if (text.regionMatches(true, at, shown, 0, shown.length())) {
                    at += shown.length();
                    return candidate.getValue();
                }
            }
            throw failure();
        }

        private void separator(String part) {
            if (!text.startsWith(part, at)) {
                throw failure();
            }
            at++;
        }

        long end() {
            if (at != text.length() || year == 0 || hour > 23 || minute > 59 || second > 59) {
                throw failure();
            }
            long hours = hour + (halfDay && afternoon ? 12 : 0);
            try {
                long seconds = (hours * 60 + minute) * 60 + second;
                return Calendar.micros(
                        LocalDate.of(year, month, day).toEpochDay(), seconds * Calendar.MICROS_PER_SECOND + micros);
            } catch (DateTimeException e) {
                throw failure();
            }
        }

        private ExpressionFailure failure() {
            return Failures.invalid("\"%s\" is not as the format says".formatted(Failures.shown(text)));
        }
    }
}
