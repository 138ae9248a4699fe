package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The format of to_date and to_timestamp, read as PostgreSQL reads it without FX: blanks before and behind fields do not count, a
 * separator stands for any one or for none, and a number that no digit follows in the format has as many digits as there are.
 */
public final class TimePattern {
    /** Longest first, so that the first that fits is the one meant. */
    private static final List<String> FIELDS = List.of(
            "HH24", "HH12", "YYYY", "YYY", "YY", "Y", "MONTH", "MON", "DAY", "DY", "DDD", "FF1", "FF2", "FF3", "FF4",
            "FF5", "FF6", "HH", "MI", "SS", "MS", "US", "MM", "DD", "AM", "PM");

    /** Fields that begin with a letter in the text: no digit can follow a number before them. */
    private static final Set<String> WORDS = Set.of("MONTH", "MON", "DAY", "DY", "AM", "PM");

    static final String SEPARATORS = " -/:.,;_";

    /** Before a field: its number has as many digits as there are. */
    private static final String FILL = "FM";

    /** Begins and ends text that stands for as many characters, whatever they are. */
    static final char QUOTE = '"';

    private final List<String> parts;

    private TimePattern(List<String> parts) {
        this.parts = parts;
    }

    public static TimePattern of(String format) {
        List<String> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int at = 0;
        while (at < format.length()) {
            if (format.charAt(at) == QUOTE) {
                at = quoted(format, at, parts);
                continue;
            }
            String part = part(format, at);
            parts.add(part);
            at += part.length();
            if (!SEPARATORS.contains(part) && !seen.add(kind(field(part)))) {
                throw Failures.unsupported(
                        "the format '%s', which has %s twice".formatted(Failures.shown(format), part));
            }
        }
        boolean halfDay = seen.contains("HH12");
        if (seen.contains("DDD") && (seen.contains("MM") || seen.contains("DD"))) {
            throw Failures.unsupported("the format '%s', which has a day of the year beside one of a month"
                    .formatted(Failures.shown(format)));
        }
        if (!seen.contains("YYYY") || halfDay != seen.contains("AM") || (halfDay && seen.contains("HH24"))) {
            throw Failures.unsupported(
                    "the format '%s'; it needs YYYY, and HH12 and AM together".formatted(Failures.shown(format)));
        }
        return new TimePattern(parts);
    }

    /** Each character of a text in quotes as a part, a quote before it; behind them is the place returned. */
    private static int quoted(String format, int from, List<String> parts) {
        int end = format.indexOf(QUOTE, from + 1);
        String text = end < 0 ? "" : format.substring(from + 1, end);
        if (end < 0 || !text.matches("[ -~&&[^\\\\]]*")) {
            throw Failures.unsupported("the format '%s'; a quote has no end, or text that is not plain in it"
                    .formatted(Failures.shown(format)));
        }
        text.chars().forEach(c -> parts.add(QUOTE + Character.toString(c)));
        return end + 1;
    }

    static String field(String part) {
        return part.startsWith(FILL) ? part.substring(FILL.length()) : part;
    }

    /** A field in upper case, FM perhaps before it, or one separator. */
    private static String part(String format, int at) {
        String upper = format.substring(at).toUpperCase(Locale.ROOT);
        String fill = upper.startsWith(FILL) ? FILL : "";
        for (String field : FIELDS) {
            if (upper.startsWith(fill + field)) {
                return fill + field;
            }
        }
        String one = format.substring(at, at + 1);
        if (!SEPARATORS.contains(one)) {
            throw Failures.unsupported("the format '%s'; supported are %s, text in double quotes and punctuation"
                    .formatted(Failures.shown(format), String.join(" ", FIELDS)));
        }
        return one;
    }

    private static String kind(String field) {
        return switch (field) {
            case "YYY", "YY", "Y" -> "YYYY";
            case "MONTH", "MON" -> "MM";
            case "DY" -> "DAY";
            case "HH" -> "HH12";
            case "PM" -> "AM";
            case "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> "MS";
            default -> field;
        };
    }

    /** Microseconds since 1970. */
    long parse(String text) {
        TimePatternReading reading = new TimePatternReading(text);
        for (int i = 0; i < parts.size() && !reading.isAtEnd(); i++) {
            String next = i + 1 < parts.size() ? parts.get(i + 1) : "";
            reading.part(parts.get(i), isOpen(parts.get(i), next), i == 0);
        }
        return reading.end();
    }

    /** Whether all digits that are there belong to a number: where none can follow, or with FM. */
    private static boolean isOpen(String part, String next) {
        if (part.startsWith(FILL) || next.isEmpty() || SEPARATORS.contains(next)) {
            return true;
        }
        return next.charAt(0) == QUOTE ? !Character.isDigit(next.charAt(1)) : WORDS.contains(field(next));
    }
}
