package io.weirpool.common.codec;

/**
 * Timestamps in the form nearly all of them have, straight from their bytes: {@code 2001-06-15T13:05:00.25}, with a Z where a
 * zone is needed. Whatever is not of that form, right or wrong, is left to {@link IsoTimes}, a fifth as fast.
 */
final class PlainTimes {
    /** Instead of microseconds. */
    static final long NONE = Long.MIN_VALUE;

    private static final int SECONDS_LENGTH = "2001-06-15T13:05:00".length();
    /** Whatever valid digits are added, or it is multiplied by, it stays below 0. */
    private static final int NO_DIGITS = -1_000_000;

    private PlainTimes() {}

    /** Where the text ends that begins at {@code from}: at the next quote, or at {@code end}. */
    static int end(byte[] json, int from, int end) {
        int to = Math.min(from + SECONDS_LENGTH, end); // text with an earlier quote has no digit there
        while (to < end && json[to] != '"') {
            to++;
        }
        return to;
    }

    /**
     * Microseconds since 1970; {@link #NONE} when somebody else has to look.
     *
     * @param precision digits of a second
     * @param zoned whether the text says UTC with a Z, or nothing
     */
    static long timestamp(byte[] json, int from, int to, int precision, boolean zoned) {
        int end = zoned ? to - 1 : to;
        if (end - from < SECONDS_LENGTH || (zoned && json[end] != 'Z') || !isSeparated(json, from)) {
            return NONE;
        }
        int year = two(json, from) * 100 + two(json, from + 2);
        int month = two(json, from + 5);
        int day = two(json, from + 8);
        int hour = two(json, from + 11);
        int minute = two(json, from + 14);
        int second = two(json, from + 17);
        long micros = fraction(json, from + SECONDS_LENGTH, end, precision);
        if ((hour | minute | second | micros) < 0 || hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > IsoTimes.daysIn(year, month)) {
            return NONE;
        }
        long seconds = hour * 3600L + minute * 60L + second;
        return IsoTimes.days(year, month, day) * IsoTimes.MICROS_PER_DAY
                + seconds * IsoTimes.MICROS_PER_SECOND
                + micros;
    }

    private static boolean isSeparated(byte[] json, int from) {
        byte middle = json[from + 10];
        return json[from + 4] == '-'
                && json[from + 7] == '-'
                && (middle == 'T' || middle == ' ')
                && json[from + 13] == ':'
                && json[from + 16] == ':';
    }

    /** Two digits; less than 0 where there are none. */
    private static int two(byte[] json, int at) {
        int first = json[at] - '0';
        int second = json[at + 1] - '0';
        return (first | second | (9 - first) | (9 - second)) < 0 ? NO_DIGITS : first * 10 + second;
    }

    /** Microseconds; less than 0 where it is none of so many digits. */
    private static long fraction(byte[] json, int from, int end, int precision) {
        if (from == end) {
            return 0;
        }
        int digits = end - from - 1;
        if (json[from] != '.' || digits < 1 || digits > precision) {
            return NONE;
        }
        long micros = 0;
        for (int at = from + 1; at < end; at++) {
            int digit = json[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            micros = micros * 10 + digit;
        }
        for (int place = digits; place < IsoTimes.DIGITS_MAX; place++) {
            micros *= 10;
        }
        return micros;
    }
}
