package io.weirpool.sql.compile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as ISO 8601 text, as PostgreSQL prints them; of the many forms it reads, this one is read. */
final class TimeText {
    private static final String DATE = "(\\d{4,6})-(\\d{1,2})-(\\d{1,2})";
    private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?";
    private static final Pattern DATE_TIME =
            Pattern.compile(DATE + "(?:[T ]" + TIME + ")?(Z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Pattern TIME_ONLY = Pattern.compile(TIME);
    /** Zones are at most this far from UTC. */
    private static final int ZONE_MINUTES_MAX = 15 * 60 + 59;

    private TimeText() {}

    static int date(String text) {
        Matcher matcher = matcher(DATE_TIME, text, "date");
        if (matcher.group(8) != null) {
            throw Failures.invalidText("date", text);
        }
        int day = day(matcher, text, "date");
        timeOfDay(matcher, 4, text, "date");
        return day;
    }

    static long timestamp(String text) {
        Matcher matcher = matcher(DATE_TIME, text, "timestamp");
        if (matcher.group(8) != null) {
            throw Failures.invalidText("timestamp", text);
        }
        return Calendar.micros(day(matcher, text, "timestamp"), timeOfDay(matcher, 4, text, "timestamp"));
    }

    static long timestampWithZone(String text) {
        String type = "timestamp with time zone";
        Matcher matcher = matcher(DATE_TIME, text, type);
        if (matcher.group(8) != null && matcher.group(4) == null) {
            throw Failures.invalidText(type, text);
        }
        long offset = zoneMinutes(matcher.group(8), text) * 60L * Calendar.MICROS_PER_SECOND;
        return Calendar.micros(day(matcher, text, type), timeOfDay(matcher, 4, text, type) - offset);
    }

    static long time(String text) {
        return timeOfDay(matcher(TIME_ONLY, text, "time"), 1, text, "time");
    }

    private static Matcher matcher(Pattern pattern, String text, String type) {
        Matcher matcher = pattern.matcher(NumberText.trimmed(text));
        if (!matcher.matches()) {
            throw Failures.invalidText(type, text);
        }
        return matcher;
    }

    private static int day(Matcher matcher, String text, String type) {
        try {
            int year = Integer.parseInt(matcher.group(1));
            if (year == 0) {
                throw Failures.textOutOfRange(type, text);
            }
            int month = Integer.parseInt(matcher.group(2));
            return (int) LocalDate.of(year, month, Integer.parseInt(matcher.group(3)))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw Failures.textOutOfRange(type, text);
        }
    }

    /** A missing time is midnight; 24:00 and a second 60 are the begin of what follows. */
    private static long timeOfDay(Matcher matcher, int group, String text, String type) {
        if (matcher.group(group) == null) {
            return 0;
        }
        long hour = Long.parseLong(matcher.group(group));
        long minute = Long.parseLong(matcher.group(group + 1));
        long second = number(matcher.group(group + 2));
        long micros = number(fraction(matcher.group(group + 3)));
        long total = ((hour * 60 + minute) * 60 + second) * Calendar.MICROS_PER_SECOND + micros;
        boolean sixty = second == 60 && micros == 0;
        if (minute > 59 || (second > 59 && !sixty) || total > Calendar.MICROS_PER_DAY) {
            throw Failures.textOutOfRange(type, text);
        }
        return total;
    }

    private static @Nullable String fraction(@Nullable String digits) {
        return digits == null ? null : (digits + "000000").substring(0, 6);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static int zoneMinutes(@Nullable String zone, String text) {
        if (zone == null || zone.equals("Z")) {
            return 0;
        }
        int minutes = Integer.parseInt(zone.substring(1, 3)) * 60;
        if (zone.length() > 3) {
            int rest = Integer.parseInt(zone.substring(zone.length() - 2));
            minutes = rest > 59 ? ZONE_MINUTES_MAX + 1 : minutes + rest;
        }
        if (minutes > ZONE_MINUTES_MAX) {
            throw Failures.textOutOfRange("time zone displacement", text);
        }
        return zone.startsWith("-") ? -minutes : minutes;
    }

    static String format(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return day(date) + era(date);
    }

    /** @param zone stands before the era */
    static String format(long micros, String zone) {
        LocalDate date = Calendar.date(micros);
        return day(date) + " " + formatTime(Calendar.timeOfDay(micros)) + zone + era(date);
    }

    private static String day(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return digits(year, 4) + "-" + digits(date.getMonthValue(), 2) + "-" + digits(date.getDayOfMonth(), 2);
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    static String formatTime(long micros) {
        long seconds = micros / Calendar.MICROS_PER_SECOND;
        String time = digits(seconds / 3_600, 2) + ":" + digits(seconds / 60 % 60, 2) + ":" + digits(seconds % 60, 2);
        long fraction = micros % Calendar.MICROS_PER_SECOND;
        if (fraction == 0) {
            return time;
        }
        String shown = digits(fraction, 6);
        int end = shown.length();
        while (shown.charAt(end - 1) == '0') {
            end--;
        }
        return time + "." + shown.substring(0, end);
    }

    static String digits(long number, int count) {
        String shown = Long.toString(number);
        return "0".repeat(Math.max(0, count - shown.length())) + shown;
    }
}
