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
 * The format of to_date and to_timestamp, read as PostgreSQL reads it without FX: blanks before and behind fields do not count, a
 * separator stands for any one or for none, and a number that no digit follows in the format has as many digits as there are.
 */
public final class TimePattern {
    /** Longest first, so that the first that fits is the one meant. */
    private static final List<String> FIELDS = List.of(
            "HH24", "HH12", "YYYY", "MONTH", "MON", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "HH", "MI", "SS", "MS",
            "US", "MM", "DD", "AM", "PM");

    private static final String SEPARATORS = " -/:.,;_";

    /** Before a field: its number has as many digits as there are. */
    private static final String FILL = "FM";

    /** Begins and ends text that stands for as many characters, whatever they are. */
    private static final char QUOTE = '"';

    private static final int YEAR_MAX = 9_999;

    private static final long MICROS_MAX = 999_999;

    /** More are out of every range. */
    private static final int DIGITS_MAX = 9;

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

    private static String field(String part) {
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
            case "MONTH", "MON" -> "MM";
            case "HH" -> "HH12";
            case "PM" -> "AM";
            case "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> "MS";
            default -> field;
        };
    }

    /** Microseconds since 1970. */
    long parse(String text) {
        Reading reading = new Reading(text);
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
        return next.charAt(0) == QUOTE
                ? !Character.isDigit(next.charAt(1))
                : List.of("MONTH", "MON", "AM", "PM").contains(field(next));
    }

    /** One text being read. */
    private static final class Reading {
        private final String text;
        private int at;
        /** Blanks read that the format did not ask for. */
        private int extra;

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

        boolean isAtEnd() {
            return at == text.length();
        }

        void part(String part, boolean open, boolean first) {
            boolean quoted = part.charAt(0) == QUOTE;
            boolean separator = SEPARATORS.contains(part);
            if (first || !(quoted || separator)) {
                extra += blanks();
            }
            if (separator) {
                separator();
            } else if (quoted) {
                character();
            } else {
                field(TimePattern.field(part), open);
                extra = blanks();
            }
        }

        private int blanks() {
            int start = at;
            while (!isAtEnd() && NumberText.isSpace(text.charAt(at))) {
                at++;
            }
            return at - start;
        }

        private void field(String field, boolean open) {
            switch (field) {
                case "YYYY" -> year = number(4, open);
                case "MM" -> month = Math.max(number(2, open), 1);
                case "MON", "MONTH" -> month = name(field.equals("MON") ? TextStyle.SHORT : TextStyle.FULL);
                case "DD" -> day = Math.max(number(2, open), 1);
                case "HH24" -> hour = number(2, open);
                case "HH12", "HH" -> halfDay(number(2, open));
                case "AM", "PM" -> afternoon = half();
                case "MI" -> minute = number(2, open);
                case "SS" -> second = number(2, open);
                case "MS" -> micros = rounded(fraction(3, open, 3) * 1_000L, 6);
                case "US" -> micros = rounded(fraction(6, open, 6), 6);
                default -> micros = rounded(fraction(field.charAt(2) - '0', open, 6), field.charAt(2) - '0');
            }
        }

        /** So many digits, or all there are. */
        private int number(int count, boolean open) {
            int end = open ? at : at + count;
            while (open && end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end == at
                    || end - at > DIGITS_MAX
                    || end > text.length()
                    || !text.substring(at, end).chars().allMatch(Reading::isDigit)) {
                throw failure();
            }
            int value = Integer.parseInt(text.substring(at, end));
            at = end;
            return value;
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        /** Digits behind the point, as so many: .5 is 500 of three. */
        private long fraction(int count, boolean open, int digits) {
            int start = at;
            long value = number(count, open);
            for (int i = at - start; i < digits; i++) {
                value *= 10;
            }
            return value;
        }

        /** Of more digits than FF3 says the rest is rounded. */
        private long rounded(long fraction, int digits) {
            if (fraction > MICROS_MAX) {
                throw failure();
            }
            long unit = (long) Math.pow(10, 6 - digits);
            return (fraction + unit / 2) / unit * unit;
        }

        private void separator() {
            char c = text.charAt(at);
            boolean sign = c > ' ' && c < '\u007f' && !Character.isLetterOrDigit(c);
            if (sign || NumberText.isSpace(c)) {
                at++;
            } else {
                extra--;
            }
        }

        private void character() {
            if (extra > 0) {
                extra--;
            } else {
                at = text.offsetByCodePoints(at, 1);
            }
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

        long end() {
            if (year == 0 || year > YEAR_MAX || hour > 23 || minute > 59 || second > 59) {
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
