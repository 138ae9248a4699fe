package io.weirpool.sink.postgres;

import io.weirpool.common.codec.ArrayText;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that PostgreSQL reads: times to the microsecond. The driver's own time classes go through the JVM's time zone
 * and calendar; text with its zone does not.
 */
final class PostgresText {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    /** {@code 2001-06-15 13:05:00.000000+00}. */
    private static final int LONGEST_USUAL = 29;

    private static final String ZEROS = "000000";

    private PostgresText() {}

    /** A value of any type; text is taken as it is. */
    static String of(SqlType type, Object value) {
        if (value instanceof String text) {
            return text;
        }
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> time(type, value);
            default -> value instanceof ArrayValue array ? array(type.element(), array) : value.toString();
        };
    }

    private static String array(SqlType element, ArrayValue array) {
        List<@Nullable String> texts = new ArrayList<>();
        array.elements().forEach(value -> texts.add(value == null ? null : of(element, value)));
        return ArrayText.print(texts);
    }

    /** A value of a DATE, TIME, TIMESTAMP or TIMESTAMPTZ column. */
    static String time(SqlType type, Object value) {
        return switch (type.kind()) {
            case DATE -> date((Integer) value);
            case TIME -> timeOfDay((Long) value);
            case TIMESTAMP -> timestamp((Long) value, "");
            case TIMESTAMPTZ -> timestamp((Long) value, "+00");
            default -> throw new IllegalArgumentException(type + " is not a time");
        };
    }

    private static String date(int days) {
        StringBuilder text = new StringBuilder(LONGEST_USUAL);
        LocalDate date = LocalDate.ofEpochDay(days);
        day(date, text);
        era(date, text);
        return text.toString();
    }

    private static String timestamp(long micros, String zone) {
        StringBuilder text = new StringBuilder(LONGEST_USUAL);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
        day(date, text);
        text.append(' ');
        timeOfDay(Math.floorMod(micros, MICROS_PER_DAY), text);
        text.append(zone);
        era(date, text);
        return text.toString();
    }

    private static String timeOfDay(long micros) {
        StringBuilder text = new StringBuilder(LONGEST_USUAL);
        timeOfDay(micros, text);
        return text.toString();
    }

    /** 24:00:00 is a time of day in PostgreSQL, so this is arithmetic. */
    private static void timeOfDay(long micros, StringBuilder text) {
        long seconds = micros / MICROS_PER_SECOND;
        digits(seconds / 3600, 2, text);
        text.append(':');
        digits(seconds / 60 % 60, 2, text);
        text.append(':');
        digits(seconds % 60, 2, text);
        text.append('.');
        digits(micros % MICROS_PER_SECOND, 6, text);
    }

    /** PostgreSQL counts 1 BC where ISO has the year 0. */
    private static void day(LocalDate date, StringBuilder text) {
        digits(date.getYear() > 0 ? date.getYear() : 1 - date.getYear(), 4, text);
        text.append('-');
        digits(date.getMonthValue(), 2, text);
        text.append('-');
        digits(date.getDayOfMonth(), 2, text);
    }

    private static void era(LocalDate date, StringBuilder text) {
        text.append(date.getYear() > 0 ? "" : " BC");
    }

    /** With zeros before it up to the width. Not {@code String.format}, which was half of what writing such a row cost. */
    private static void digits(long number, int width, StringBuilder text) {
        int at = text.length();
        text.append(ZEROS, 0, width);
        long rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
        if (rest > 0) {
            text.insert(at, rest);
        }
    }
}
