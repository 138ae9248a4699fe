package io.weirpool.sql.compile;

import io.weirpool.sql.compile.TimeFormat.Part;
import org.jspecify.annotations.Nullable;

/** Hours and less as to_char writes them: of a time of day, or of an interval, where each can be negative. */
final class ClockFields {
    private final long hours;
    private final long minutes;
    private final long seconds;
    private final long micros;

    /** @param all in microseconds */
    ClockFields(long all) {
        this.micros = all % Calendar.MICROS_PER_SECOND;
        this.seconds = all / Calendar.MICROS_PER_SECOND % 60;
        this.minutes = all / Calendar.MICROS_PER_SECOND / 60 % 60;
        this.hours = all / Calendar.MICROS_PER_SECOND / 3_600;
    }

    /** Null for a field that is none of these. */
    @Nullable String of(Part part, String name) {
        return switch (name) {
            case "HH24" -> part.number(hours, 2);
            case "HH12", "HH" -> part.number(hours % 12 == 0 ? 12 : hours % 12, 2);
            case "MI" -> part.number(minutes, 2);
            case "SS" -> part.number(seconds, 2);
            case "SSSS", "SSSSS" -> part.number((hours * 60 + minutes) * 60 + seconds, 1);
            case "AM", "PM", "A.M.", "P.M." -> half(part.field(), name.contains("."));
            default -> fraction(part, name);
        };
    }

    /** Digits of a second are never left out. */
    private @Nullable String fraction(Part part, String name) {
        int digits = switch (name) {
            case "MS" -> 3;
            case "US" -> 6;
            default -> name.startsWith("FF") ? name.charAt(2) - '0' : 0;
        };
        if (digits == 0) {
            return null;
        }
        long value = micros;
        for (int i = digits; i < 6; i++) {
            value /= 10;
        }
        String shown = TimeText.digits(Math.abs(value), value < 0 ? digits - 1 : digits);
        return part.ordinal(value < 0 ? "-" + shown : shown);
    }

    private String half(String written, boolean dotted) {
        String half = hours % 24 >= 12 ? "PM" : "AM";
        String shown = dotted ? half.charAt(0) + ".M." : half;
        return Character.isLowerCase(written.charAt(0)) ? Text.lower(shown) : shown;
    }
}
