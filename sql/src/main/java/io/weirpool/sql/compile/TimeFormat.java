package io.weirpool.sql.compile;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The format of to_char: fields of fixed width, quoted text and punctuation; other letters are refused. */
public final class TimeFormat {
    /** Longest first, so that the first that fits is the one meant. */
    private static final List<String> FIELDS = List.of(
            "HH24", "HH12", "YYYY", "IYYY", "MONTH", "Month", "month", "DDD", "DAY", "Day", "day", "MON", "Mon", "mon",
            "HH", "MI", "SS", "MS", "US", "YY", "MM", "DD", "DY", "Dy", "dy", "IW", "ID", "AM", "PM", "am", "pm", "D",
            "Q");

    /** A month's or day's name takes this many characters. */
    private static final int NAME_WIDTH = 9;

    private interface Part {
        String of(LocalDate date, long timeOfDay);
    }

    private final List<Part> parts;

    private TimeFormat(List<Part> parts) {
        this.parts = parts;
    }

    public static TimeFormat of(String format) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < format.length()) {
            at = part(format, at, parts);
        }
        return new TimeFormat(parts);
    }

    private static int part(String format, int at, List<Part> parts) {
        char c = format.charAt(at);
        if (c == '"') {
            int end = format.indexOf('"', at + 1);
            if (end < 0 || format.substring(at, end).contains("\\")) {
                throw refused(format);
            }
            literal(format.substring(at + 1, end), parts);
            return end + 1;
        }
        for (String field : FIELDS) {
            if (format.startsWith(field, at)) {
                refuseSuffix(format, at + field.length());
                parts.add((date, time) -> value(field, date, time));
                return at + field.length();
            }
        }
        if (!" -/:.,;_()[]".contains(String.valueOf(c))) {
            throw refused(format);
        }
        literal(String.valueOf(c), parts);
        return at + 1;
    }

    /** "th" and the like change the number before them. */
    private static void refuseSuffix(String format, int at) {
        String rest = format.substring(at).toLowerCase(Locale.ROOT);
        if (rest.startsWith("th") || rest.startsWith("sp")) {
            throw refused(format);
        }
    }

    private static void literal(String text, List<Part> parts) {
        parts.add((date, time) -> text);
    }

    private static ExpressionFailure refused(String format) {
        return Failures.unsupported("the format '%s'; supported are %s, quoted text and punctuation"
                .formatted(Failures.shown(format), String.join(" ", FIELDS)));
    }

    String format(long micros) {
        LocalDate date = Calendar.date(micros);
        if (date.getYear() < 1) {
            throw Failures.invalid("to_char of a year before 1");
        }
        long time = Calendar.timeOfDay(micros);
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> out.append(part.of(date, time)));
        return out.toString();
    }

    private static String value(String field, LocalDate date, long time) {
        long seconds = time / Calendar.MICROS_PER_SECOND;
        long hour = seconds / 3_600;
        return switch (field) {
            case "HH24" -> TimeText.digits(hour, 2);
            case "HH12", "HH" -> TimeText.digits((hour + 11) % 12 + 1, 2);
            case "MI" -> TimeText.digits(seconds / 60 % 60, 2);
            case "SS" -> TimeText.digits(seconds % 60, 2);
            case "MS" -> TimeText.digits(time % Calendar.MICROS_PER_SECOND / 1_000, 3);
            case "US" -> TimeText.digits(time % Calendar.MICROS_PER_SECOND, 6);
            case "AM", "PM" -> hour < 12 ? "AM" : "PM";
            case "am", "pm" -> hour < 12 ? "am" : "pm";
            default -> ofDate(field, date);
        };
    }

    private static String ofDate(String field, LocalDate date) {
        return switch (field) {
            case "YYYY" -> TimeText.digits(date.getYear(), 4);
            case "YY" -> TimeText.digits(date.getYear() % 100, 2);
            case "IYYY" -> TimeText.digits(date.get(IsoFields.WEEK_BASED_YEAR), 4);
            case "IW" -> TimeText.digits(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case "ID" -> TimeText.digits(date.getDayOfWeek().getValue(), 1);
            case "D" -> TimeText.digits(date.getDayOfWeek().getValue() % 7 + 1, 1);
            case "MM" -> TimeText.digits(date.getMonthValue(), 2);
            case "DD" -> TimeText.digits(date.getDayOfMonth(), 2);
            case "DDD" -> TimeText.digits(date.getDayOfYear(), 3);
            case "Q" -> TimeText.digits((date.getMonthValue() + 2) / 3, 1);
            default -> name(field, date);
        };
    }

    private static String name(String field, LocalDate date) {
        boolean isMonth = field.toLowerCase(Locale.ROOT).startsWith("mon");
        boolean isShort = field.length() == (isMonth ? 3 : 2);
        String name = isMonth
                ? date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                : date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        String shown = isShort ? name.substring(0, 3) : name + " ".repeat(NAME_WIDTH - name.length());
        if (Character.isLowerCase(field.charAt(0))) {
            return Text.lower(shown);
        }
        return Character.isUpperCase(field.charAt(1)) ? Text.upper(shown) : shown;
    }
}
