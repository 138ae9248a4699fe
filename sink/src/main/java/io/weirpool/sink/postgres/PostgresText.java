package io.weirpool.sink.postgres;

import io.weirpool.common.codec.ArrayText;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that PostgreSQL reads: times to the microsecond. The driver's own time classes go through the JVM's time zone
 * and calendar; text with its zone does not.
 */
final class PostgresText {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private PostgresText() {}

    /** A value of any type. */
    static String of(SqlType type, Object value) {
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
        LocalDate date = LocalDate.ofEpochDay(days);
        return day(date) + era(date);
    }

    private static String timestamp(long micros, String zone) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
        long ofDay = time.toLocalTime().toNanoOfDay() / 1000;
        return day(time.toLocalDate()) + " " + timeOfDay(ofDay) + zone + era(time.toLocalDate());
    }

    /** 24:00:00 is a time of day in PostgreSQL, so this is arithmetic. */
    private static String timeOfDay(long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%06d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                micros % MICROS_PER_SECOND);
    }

    /** PostgreSQL counts 1 BC where ISO has the year 0. */
    private static String day(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }
}
