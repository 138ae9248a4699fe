package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The format of to_char for times: fields, each perhaps without padding (FM) or as an ordinal (TH), and text between them. */
public final class TimeFormat implements AnyText {
    private static final List<String> UPPER = List.of(
            "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "CC", "DAY", "DDD", "DD", "DY", "D", "FF1", "FF2", "FF3", "FF4",
            "FF5", "FF6", "FX", "HH24", "HH12", "HH", "IDDD", "ID", "IW", "IYYY", "IYY", "IY", "I", "J", "MI", "MM",
            "MONTH", "MON", "MS", "OF", "P.M.", "PM", "Q", "RM", "SSSSS", "SSSS", "SS", "TZH", "TZM", "TZ", "US", "WW",
            "W", "Y,YYY", "YYYY", "YYY", "YY", "Y");

    /** In capitals, in small letters, or with one capital. Longest first, so that the first that fits is the one meant. */
    private static final List<String> FIELDS = Stream.of(
                    UPPER.stream(),
                    UPPER.stream().map(field -> field.toLowerCase(Locale.ROOT)),
                    Stream.of("Day", "Dy", "Month", "Mon"))
            .flatMap(fields -> fields)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    /**
     * A field or a text.
     *
     * @param field as written; empty for text
     * @param fill not padded
     * @param ending as the ordinal's is to be written, or empty
     */
    record Part(String field, String text, boolean fill, String ending) {
        String upper() {
            return field.toUpperCase(Locale.ROOT);
        }

        /** A number in at least that many digits, or with as many as it has. */
        String number(long value, int width) {
            String digits = TimeText.digits(Math.abs(value), fill ? 0 : width);
            return ordinal(value < 0 ? "-" + digits : digits);
        }

        String ordinal(String number) {
            if (ending.isEmpty()) {
                return number;
            }
            String suffix = Ordinal.of(number);
            return number + (ending.equals("th") ? suffix : suffix.toUpperCase(Locale.ROOT));
        }
    }

    private final List<Part> parts;

    private TimeFormat(List<Part> parts) {
        this.parts = parts;
    }

    public static TimeFormat of(String format) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < format.length()) {
            at = format.charAt(at) == '"' ? quoted(format, at + 1, parts) : field(format, at, parts);
        }
        return new TimeFormat(parts);
    }

    private static int quoted(String format, int start, List<Part> parts) {
        int at = start;
        while (at < format.length() && format.charAt(at) != '"') {
            if (format.charAt(at) == '\\' && at + 1 < format.length()) {
                at++;
            }
            at = text(format, at, parts);
        }
        return at + 1;
    }

    private static int text(String format, int at, List<Part> parts) {
        int end = format.offsetByCodePoints(at, 1);
        parts.add(new Part("", format.substring(at, end), false, ""));
        return end;
    }

    private static int field(String format, int start, List<Part> parts) {
        if (starts(format, start, "TM")) {
            throw Failures.unsupported(
                    "the format '%s': TM, names in another language".formatted(Failures.shown(format)));
        }
        boolean fill = starts(format, start, "FM");
        int at = fill ? start + 2 : start;
        for (String field : FIELDS) {
            if (format.startsWith(field, at)) {
                int end = at + field.length();
                boolean ordinal = starts(format, end, "TH");
                boolean spelled = starts(format, end, "SP");
                parts.add(new Part(field, "", fill, ordinal ? format.substring(end, end + 2) : ""));
                return ordinal || spelled ? end + 2 : end;
            }
        }
        if (at == format.length()) {
            return at;
        }
        return text(format, format.startsWith("\\\"", at) ? at + 1 : at, parts);
    }

    /** In capitals or in small letters, not mixed. */
    private static boolean starts(String format, int at, String word) {
        return format.startsWith(word, at) || format.startsWith(word.toLowerCase(Locale.ROOT), at);
    }

    /**
     * NULL for an empty format.
     *
     * @param moment has a zone, UTC
     */
    @Nullable String format(long micros, boolean moment) {
        if (parts.isEmpty()) {
            return null;
        }
        TimeFields fields = new TimeFields(micros, moment);
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> out.append(part.field.isEmpty() ? part.text : fields.of(part)));
        return out.toString();
    }

    /** The format of an interval, which has no fields that are a date's. */
    public static final class OfInterval implements AnyText {
        private final TimeFormat format;

        private OfInterval(TimeFormat format) {
            this.format = format;
        }

        /** @throws ExpressionFailure when it has a field that is a date's */
        public static OfInterval of(String text) {
            OfInterval format = new OfInterval(TimeFormat.of(text));
            format.format(new Interval(0, 0, 0));
            return format;
        }

        /** NULL for an empty format. */
        @Nullable String format(Interval interval) {
            if (format.parts.isEmpty()) {
                return null;
            }
            IntervalFields fields = new IntervalFields(interval);
            StringBuilder out = new StringBuilder();
            format.parts.forEach(part -> out.append(part.field.isEmpty() ? part.text : fields.of(part)));
            return out.toString();
        }
    }
}
