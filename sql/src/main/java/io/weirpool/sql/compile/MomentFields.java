package io.weirpool.sql.compile;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a date's or time's text say so far: which fields are known, and what a number without a label then is,
 * in the order month, day, year.
 *
 * <p>The rules are those of PostgreSQL's manual, appendix "Date/Time Input Interpretation"; its odd ones are kept, as a test
 * compares the two over thousands of texts.
 */
final class MomentFields {
    static final int YEAR = 1;
    static final int MONTH = 2;
    static final int DAY = 4;
    static final int DATE = YEAR | MONTH | DAY;
    static final int DAY_OF_YEAR = 8;
    static final int TIME = 16;
    static final int ZONE = 32;
    static final int HALF = 64;
    static final int ERA = 128;
    static final int WEEKDAY = 256;
    /** Of summer time. */
    static final int SUMMER = 512;

    /** Zones are less than this far from UTC. */
    private static final int ZONE_HOURS_MAX = 15;

    /** Day 0 of astronomers is so many days before 1970. */
    private static final int JULIAN_OF_1970 = 2_440_588;

    /** Beyond all dates; Java's calendar goes a little further. */
    private static final int YEAR_MAX = 100_000_000;

    private final String type;
    private final String text;

    private int year;
    private int month;
    private int day;
    private int dayOfYear;
    private boolean shortYear;
    private boolean julian;
    private boolean beforeChrist;
    private @Nullable Integer half;
    long hour;
    long minute;
    long second;
    long micros;
    int known;

    MomentFields(String type, String text) {
        this.type = type;
        this.text = text;
    }

    ExpressionFailure malformed() {
        return Failures.invalidText(type, text);
    }

    ExpressionFailure outOfRange() {
        return Failures.textOutOfRange(type, text);
    }

    boolean knows(int fields) {
        return (known & fields) == fields;
    }

    /** Nothing is said twice. */
    void add(int fields) {
        if ((known & fields) != 0) {
            throw malformed();
        }
        known |= fields;
    }

    /** {@code AM}, 0, or {@code PM}, 1. */
    void half(int half) {
        add(HALF);
        this.half = half;
    }

    /** {@code AD}, 0, or {@code BC}, 1. */
    void era(int era) {
        add(ERA);
        beforeChrist = era == 1;
    }

    // ---- dates

    /** {@code 1999-01-08}, {@code jan/8/99}: what stands between the parts does not matter. */
    void date(String parts) {
        List<String> numbers = new ArrayList<>();
        boolean named = false;
        for (String part : parts(parts)) {
            if (!MomentTokens.isLetter(part.charAt(0))) {
                numbers.add(part);
                continue;
            }
            MomentWords.Word word = MomentWords.find(part);
            if (word == null || word.meaning() != MomentWords.Meaning.MONTH) {
                throw malformed();
            }
            add(MONTH);
            month = word.value();
            named = true;
        }
        for (String number : numbers) {
            number(number, named);
        }
        if ((known & (DATE | TIME | HALF | ERA | WEEKDAY | SUMMER)) != DATE) {
            throw malformed();
        }
    }

    /** Runs of digits or letters; the character after each is dropped, be it even one of them. */
    private List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            while (at < text.length() && !isWord(text.charAt(at))) {
                at++;
            }
            int start = at;
            boolean digits = start < text.length() && MomentTokens.isDigit(text.charAt(start));
            while (at < text.length() && isWord(text.charAt(at)) && MomentTokens.isDigit(text.charAt(at)) == digits) {
                at++;
            }
            if (start == at) {
                throw malformed();
            }
            parts.add(text.substring(start, at++));
        }
        return parts;
    }

    private static boolean isWord(char c) {
        return MomentTokens.isDigit(c) || MomentTokens.isLetter(c);
    }

    void month(int value, boolean namedBefore) {
        // A number before the name was taken for the month, and is the day then.
        if ((known & MONTH) != 0 && !namedBefore && (known & DAY) == 0 && month >= 1 && month <= 31) {
            day = month;
            known &= ~MONTH;
            known |= DAY;
        }
        add(MONTH);
        month = value;
    }

    /** {@code 2451187.5}, days since 4713 BC. */
    void julian(String number) {
        Digits digits = wholeNumber(number);
        julian(new Digits(number, 0).next(this));
        if (digits.here() == '.') {
            add(TIME);
            micros = (long) (Double.parseDouble("0" + number.substring(digits.at())) * Calendar.MICROS_PER_DAY);
        }
    }

    /** The digits before the end or a point. */
    Digits wholeNumber(String number) {
        Digits digits = new Digits(number, 0);
        digits.next(this);
        if (digits.here() != 0 && digits.here() != '.') {
            throw malformed();
        }
        return digits;
    }

    void julian(int value) {
        LocalDate date = LocalDate.ofEpochDay((long) value - JULIAN_OF_1970);
        add(DATE);
        year = date.getYear();
        month = date.getMonthValue();
        day = date.getDayOfMonth();
        julian = true;
    }

    // ---- numbers without a label

    /** One that is no run of digits for a whole date or time. */
    void number(String number, boolean namedMonth) {
        Digits digits = new Digits(number, 0);
        int value = digits.next(this);
        if (digits.at() == 0) {
            throw malformed();
        }
        if (digits.here() == '.') {
            if (digits.at() > 2) {
                run(number, true);
                return;
            }
            micros = fraction(number.substring(digits.at()));
        } else if (digits.here() != 0) {
            throw malformed();
        }
        int length = number.length();
        if (length == 3 && (known & DATE) == YEAR && value >= 1 && value <= 366) {
            add(DAY_OF_YEAR | MONTH | DAY);
            dayOfYear = value;
            return;
        }
        field(number, value, length, namedMonth);
    }

    private void field(String number, int value, int length, boolean namedMonth) {
        boolean large = length >= 3;
        switch (known & DATE) {
            case 0 -> {
                if (large) {
                    year(value, length);
                } else {
                    add(MONTH);
                    month = value;
                }
            }
            case YEAR, DAY -> {
                add(MONTH);
                month = value;
            }
            case MONTH -> {
                if (namedMonth && large) {
                    year(value, length);
                } else {
                    day(value);
                }
            }
            case YEAR | MONTH -> {
                if (namedMonth && large && shortYear) {
                    // The first number was the day.
                    day(year);
                    year = value;
                    shortYear = false;
                } else {
                    day(value);
                }
            }
            case MONTH | DAY -> year(value, length);
            case DATE -> run(number, false);
            default -> throw malformed();
        }
    }

    private void year(int value, int length) {
        add(YEAR);
        year = value;
        shortYear = length <= 2;
    }

    private void day(int value) {
        add(DAY);
        day = value;
    }

    /** A number of at most four digits beside a time: all of the date counts as known, so that it is a run. */
    void numberOfTime(String number) {
        run(number, true);
    }

    /** {@code 19990108}, {@code 990108}, {@code 040506.789}, {@code 0405}: a date where none is known yet. */
    void run(String number, boolean dateKnown) {
        int point = number.indexOf('.');
        String digits = point < 0 ? number : number.substring(0, point);
        if (!digits.chars().allMatch(c -> MomentTokens.isDigit((char) c))) {
            throw malformed();
        }
        int length = digits.length();
        if (point >= 0) {
            micros = fraction(number.substring(point));
        } else if (!dateKnown && !knows(DATE) && length >= 6) {
            add(DATE);
            day = Integer.parseInt(digits.substring(length - 2));
            month = Integer.parseInt(digits.substring(length - 4, length - 2));
            year = new Digits(digits.substring(0, length - 4), 0).next(this);
            shortYear |= length == 6;
            return;
        }
        if (knows(TIME) || (length != 6 && length != 4)) {
            throw malformed();
        }
        add(TIME);
        hour = Integer.parseInt(digits.substring(0, 2));
        minute = Integer.parseInt(digits.substring(2, 4));
        second = length == 4 ? 0 : Integer.parseInt(digits.substring(4));
    }

    // ---- times and zones

    /** {@code 04:05}, {@code 04:05:06.789}, {@code 05:06.789}, which is minutes and seconds. */
    void time(String time) {
        add(TIME);
        Digits digits = new Digits(time, 0);
        hour = digits.next(this);
        minute = digits.skip().next(this);
        second = 0;
        micros = 0;
        if (digits.here() == '.') {
            micros = fraction(time.substring(digits.at()));
            second = minute;
            minute = hour;
            hour = 0;
        } else if (digits.here() == ':') {
            second = digits.skip().next(this);
            if (digits.here() == '.') {
                micros = fraction(time.substring(digits.at()));
            } else if (digits.here() != 0) {
                throw malformed();
            }
        } else if (digits.here() != 0) {
            throw malformed();
        }
        if (minute > 59 || second > 60) {
            throw outOfRange();
        }
    }

    /** Microseconds of a point and digits. */
    private long fraction(String text) {
        if (text.length() == 1) {
            return 0;
        }
        if (text.indexOf('.', 1) >= 0 || text.indexOf(':') >= 0) {
            throw malformed();
        }
        return (long) Math.rint(Double.parseDouble("0" + text) * Calendar.MICROS_PER_SECOND);
    }

    /** Seconds east of Greenwich, of {@code +05:30}, {@code -8}, {@code +0530}. */
    int offset(String zone) {
        Digits digits = new Digits(zone, 1);
        int hours = digits.next(this);
        int minutes = 0;
        int seconds = 0;
        if (digits.here() == ':') {
            minutes = digits.skip().next(this);
            if (digits.here() == ':') {
                seconds = digits.skip().next(this);
            }
        } else if (digits.here() == 0 && zone.length() > 3) {
            minutes = hours % 100;
            hours /= 100;
        }
        if (hours > ZONE_HOURS_MAX || minutes > 59 || seconds > 59) {
            throw Failures.textOutOfRange("time zone displacement", text);
        }
        if (digits.here() != 0) {
            throw malformed();
        }
        int offset = (hours * 60 + minutes) * 60 + seconds;
        return zone.charAt(0) == '-' ? -offset : offset;
    }

    // ---- what it is in all

    /** Makes of an hour with AM or PM the hour of the day. */
    void halfOfDay() {
        if (half == null) {
            return;
        }
        if (hour > 12) {
            throw outOfRange();
        }
        if (half == 1) {
            hour = hour == 12 ? 12 : hour + 12;
        } else {
            hour = hour == 12 ? 0 : hour;
        }
    }

    long timeOfDay() {
        return ((hour * 60 + minute) * 60 + second) * Calendar.MICROS_PER_SECOND + micros;
    }

    /** A day has 24 hours, and its last second may be called 60. */
    void checkTime() {
        if (hour > 24 || minute > 59 || second > 60 || timeOfDay() > Calendar.MICROS_PER_DAY) {
            throw outOfRange();
        }
    }

    /** Looks at what is known of a date, though it may be no whole one. */
    void checkDate() {
        if ((known & YEAR) != 0 && !julian) {
            calendarYear();
        }
        if ((known & DAY_OF_YEAR) != 0) {
            LocalDate date = LocalDate.ofYearDay(year, 1).plusDays(dayOfYear - 1L);
            year = date.getYear();
            month = date.getMonthValue();
            day = date.getDayOfMonth();
        }
        boolean month = (known & MONTH) != 0 && (this.month < 1 || this.month > 12);
        boolean day = (known & DAY) != 0 && (this.day < 1 || this.day > 31);
        if (month
                || day
                || (knows(DATE) && this.day > YearMonth.of(year, this.month).lengthOfMonth())) {
            throw outOfRange();
        }
    }

    private void calendarYear() {
        if (beforeChrist || !shortYear) {
            if (year <= 0 || year > YEAR_MAX) {
                throw outOfRange();
            }
            // There is no year 0: 1 BC is what Java calls 0.
            year = beforeChrist ? 1 - year : year;
        } else {
            year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
        }
    }

    long epochDay() {
        return LocalDate.of(year, month, day).toEpochDay();
    }
}
