package io.weirpool.sql.compile;

import java.time.LocalDate;

/** Dates and times as ISO 8601 text, as PostgreSQL prints them; {@link MomentReader} reads. */
final class TimeText {
    private TimeText() {}

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
