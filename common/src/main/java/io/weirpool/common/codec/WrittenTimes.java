package io.weirpool.common.codec;

import static io.weirpool.common.codec.WrittenRows.NO;

/** Dates and times in the form {@link IsoTimes} writes them, and no other; each method says where the text ends. */
final class WrittenTimes {
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;

    private WrittenTimes() {}

    static int date(byte[] body, int at, int to) {
        if (to - at < DATE_LENGTH || body[at + 4] != '-' || body[at + 7] != '-') {
            return NO;
        }
        int century = two(body, at);
        int yearOfCentury = two(body, at + 2);
        int year = century * 100 + yearOfCentury;
        int month = two(body, at + 5);
        int day = two(body, at + 8);
        boolean valid = century >= 0
                && yearOfCentury >= 0
                && year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= IsoTimes.daysIn(year, month);
        return valid ? at + DATE_LENGTH : NO;
    }

    /** {@code digitsMax}: of a fraction, of which the last is not 0. */
    static int time(byte[] body, int from, int to, int digitsMax) {
        if (to - from < TIME_LENGTH || body[from + 2] != ':' || body[from + 5] != ':') {
            return NO;
        }
        int hour = two(body, from);
        int minute = two(body, from + 3);
        int second = two(body, from + 6);
        boolean valid = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
        if (!valid) {
            return NO;
        }
        int at = from + TIME_LENGTH;
        return at < to && body[at] == '.' ? fraction(body, at + 1, to, digitsMax) : at;
    }

    private static int fraction(byte[] body, int from, int to, int digitsMax) {
        int at = from;
        while (at < to && WrittenNumbers.isDigit(body[at])) {
            at++;
        }
        return at > from && at - from <= digitsMax && body[at - 1] != '0' ? at : NO;
    }

    static int timestamp(byte[] body, int from, int to, int digitsMax) {
        int at = date(body, from, to);
        return at != NO && at < to && body[at] == 'T' ? time(body, at + 1, to, digitsMax) : NO;
    }

    static int timestampWithZone(byte[] body, int from, int to, int digitsMax) {
        int at = timestamp(body, from, to, digitsMax);
        return at != NO && at < to && body[at] == 'Z' ? at + 1 : NO;
    }

    /** The number of two digits; negative when they are none. */
    private static int two(byte[] body, int at) {
        byte high = body[at];
        byte low = body[at + 1];
        return WrittenNumbers.isDigit(high) && WrittenNumbers.isDigit(low) ? (high - '0') * 10 + low - '0' : -1;
    }
}
