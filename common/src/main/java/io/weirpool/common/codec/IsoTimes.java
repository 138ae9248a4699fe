package io.weirpool.common.codec;

import io.weirpool.common.error.Excerpt;

/**
 * Dates and times as ISO 8601 text: {@code 2001-06-15}, {@code 13:05:00.25}, {@code 2001-06-15T13:05:00},
 * {@code 2001-06-15T13:05:00+02:00}.
 *
 * <p>Years are 0001 to 9999: four digits, as ISO 8601 has them without agreement between the parties. Seconds may be left
 * out; a blank may stand for the T. Digits after the declared precision must be 0, because dropping others would change
 * the value. A second 60 is refused: neither PostgreSQL nor microseconds since 1970 can hold it.
 */
final class IsoTimes {
    /** Microseconds. */
    static final int DIGITS_MAX = 6;

    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    /** 0001-01-01, in days since 1970-01-01. */
    static final int DAY_MIN = -719_162;
    /** 9999-12-31, in days since 1970-01-01. */
    static final int DAY_MAX = 2_932_896;
    /** PostgreSQL's largest offset from UTC is below 16 h. */
    private static final int OFFSET_HOURS_MAX = 15;
    /** PostgreSQL's last year of dates is 5874897. */
    private static final int YEAR_MAX = 1_000_000;

    /** As PostgreSQL writes such years: the one before 0001 is 0001 BC. */
    private static final String BEFORE_CHRIST = " BC";

    private final char[] text;
    private final int start;
    private final int end;
    /** Whether years after 9999 and before 0001 are read: a view may compute them. */
    private final boolean anyYear;

    private final boolean beforeChrist;
    private int at;

    private IsoTimes(char[] text, int start, int length, boolean anyYear) {
        this.text = text;
        this.start = start;
        this.anyYear = anyYear;
        this.beforeChrist = anyYear && endsWith(text, start, length, BEFORE_CHRIST);
        this.end = start + length - (beforeChrist ? BEFORE_CHRIST.length() : 0);
        this.at = start;
    }

    /** Days since 1970-01-01. */
    static int date(char[] text, int start, int length, boolean anyYear) throws Refused {
        IsoTimes cursor = new IsoTimes(text, start, length, anyYear);
        int days = cursor.date();
        cursor.expectEnd("a date has no time");
        return days;
    }

    /** Microseconds since midnight. */
    static long time(char[] text, int start, int length, int precision) throws Refused {
        IsoTimes cursor = new IsoTimes(text, start, length, false);
        long micros = cursor.time(precision);
        cursor.expectEnd("a TIME has no zone");
        return micros;
    }

    /** Microseconds since 1970-01-01T00:00:00, no zone. */
    static long timestamp(char[] text, int start, int length, int precision, boolean anyYear) throws Refused {
        IsoTimes cursor = new IsoTimes(text, start, length, anyYear);
        long micros = cursor.dateTime(precision);
        cursor.expectEnd("a TIMESTAMP has no zone; declare TIMESTAMP WITH TIME ZONE or leave it out");
        return micros;
    }

    /** Microseconds since 1970-01-01T00:00:00Z. */
    static long timestampWithZone(char[] text, int start, int length, int precision, boolean anyYear) throws Refused {
        IsoTimes cursor = new IsoTimes(text, start, length, anyYear);
        long micros = cursor.dateTime(precision) - cursor.offsetSeconds() * MICROS_PER_SECOND;
        cursor.expectEnd("nothing follows the zone");
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        if (!anyYear && (day < DAY_MIN || day > DAY_MAX)) {
            throw cursor.refused("in UTC it is outside the years 0001 to 9999");
        }
        return micros;
    }

    private long dateTime(int precision) throws Refused {
        long days = date();
        if (at >= end || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) {
            throw refused("a T and a time follow the date");
        }
        at++;
        return days * MICROS_PER_DAY + time(precision);
    }

    private int date() throws Refused {
        int year = digits(4, "a date is YYYY-MM-DD, years 0001 to 9999");
        while (anyYear && year < YEAR_MAX && at < end && isDigit(text[at])) {
            year = year * 10 + (text[at++] - '0');
        }
        expect('-', "a date is YYYY-MM-DD, years 0001 to 9999");
        int month = digits(2, "a date is YYYY-MM-DD");
        expect('-', "a date is YYYY-MM-DD");
        int day = digits(2, "a date is YYYY-MM-DD");
        if (year == 0) {
            throw refused("years are 0001 to 9999");
        }
        year = beforeChrist ? 1 - year : year;
        if (month < 1 || month > 12) {
            throw refused("there is no month " + month);
        }
        if (day < 1 || day > daysIn(year, month)) {
            throw refused("that month has no day " + day);
        }
        return days(year, month, day);
    }

    private static boolean endsWith(char[] text, int start, int length, String end) {
        int from = start + length - end.length();
        return from > start && text[from] == end.charAt(0) && new String(text, from, end.length()).equals(end);
    }

    private long time(int precision) throws Refused {
        int hour = digits(2, "a time is HH:MM:SS");
        expect(':', "a time is HH:MM:SS");
        int minute = digits(2, "a time is HH:MM:SS");
        int second = 0;
        long fraction = 0;
        if (at < end && text[at] == ':') {
            at++;
            second = digits(2, "a time is HH:MM:SS");
            fraction = fraction(precision);
        }
        if (hour > 23) {
            throw refused("hours are 00 to 23");
        }
        if (minute > 59) {
            throw refused("minutes are 00 to 59");
        }
        if (second > 59) {
            throw refused(second == 60 ? "leap seconds cannot be held; send second 59" : "seconds are 00 to 59");
        }
        return (hour * 3600L + minute * 60L + second) * MICROS_PER_SECOND + fraction;
    }

    /** Microseconds; digits past the precision must be 0. */
    private long fraction(int precision) throws Refused {
        if (at >= end || text[at] != '.') {
            return 0;
        }
        at++;
        int first = at;
        long micros = 0;
        while (at < end && isDigit(text[at])) {
            int place = at - first;
            if (place >= precision && text[at] != '0') {
                throw refused("the column holds " + precision + " digits of a second, more would be lost");
            }
            micros = place < DIGITS_MAX ? micros * 10 + (text[at] - '0') : micros;
            at++;
        }
        if (at == first) {
            throw refused("digits follow the point");
        }
        for (int place = at - first; place < DIGITS_MAX; place++) {
            micros *= 10;
        }
        return micros;
    }

    private long offsetSeconds() throws Refused {
        char sign = at < end ? text[at++] : ' ';
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        if (sign != '+' && sign != '-') {
            throw refused("a zone is needed: Z or an offset such as +02:00");
        }
        int hours = digits(2, "an offset is +HH:MM");
        if (at < end && text[at] == ':') {
            at++;
        }
        int minutes = at < end ? digits(2, "an offset is +HH:MM") : 0;
        if (hours > OFFSET_HOURS_MAX || minutes > 59) {
            throw refused("offsets are -15:59 to +15:59");
        }
        long seconds = hours * 3600L + minutes * 60L;
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int count, String wanted) throws Refused {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (at >= end || !isDigit(text[at])) {
                throw refused(wanted);
            }
            value = value * 10 + (text[at++] - '0');
        }
        return value;
    }

    private void expect(char wanted, String otherwise) throws Refused {
        if (at >= end || text[at] != wanted) {
            throw refused(otherwise);
        }
        at++;
    }

    private void expectEnd(String otherwise) throws Refused {
        if (at < end) {
            throw refused(otherwise);
        }
    }

    private Refused refused(String why) {
        return Refused.row(Excerpt.of(new String(text, start, end - start)) + ": " + why);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01; years begin in March, so that the leap day is a year's last. */
    static int days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return y * 365 + Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400) + dayOfYear - 719_468;
    }

    /** {@link #writeEra} follows, after the time of day if there is one. */
    static void writeDate(ByteOutput out, long days) {
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        long shown = year > 0 ? year : 1 - year;
        out.writeDigits(shown, Math.max(4, Long.toString(shown).length()));
        out.writeByte('-');
        out.writeDigits(month, 2);
        out.writeByte('-');
        out.writeDigits(dayOfYear - (153L * shiftedMonth + 2) / 5 + 1, 2);
    }

    /** Seconds always, then as many digits of a fraction as are not 0 at the end. */
    static void writeTime(ByteOutput out, long microsOfDay) {
        long seconds = microsOfDay / MICROS_PER_SECOND;
        out.writeDigits(seconds / 3600, 2);
        out.writeByte(':');
        out.writeDigits(seconds / 60 % 60, 2);
        out.writeByte(':');
        out.writeDigits(seconds % 60, 2);
        long fraction = microsOfDay % MICROS_PER_SECOND;
        if (fraction != 0) {
            int digits = 6;
            while (fraction % 10 == 0) {
                fraction /= 10;
                digits--;
            }
            out.writeByte('.');
            out.writeDigits(fraction, digits);
        }
    }

    static void writeEra(ByteOutput out, long days) {
        if (days < DAY_MIN) {
            out.writeAscii(BEFORE_CHRIST);
        }
    }

    static void writeTimestamp(ByteOutput out, long micros) {
        writeDate(out, Math.floorDiv(micros, MICROS_PER_DAY));
        out.writeByte('T');
        writeTime(out, Math.floorMod(micros, MICROS_PER_DAY));
    }
}
