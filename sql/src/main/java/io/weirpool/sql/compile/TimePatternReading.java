package io.weirpool.sql.compile;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;

/** One text being read by a {@link TimePattern}. */
final class TimePatternReading {
    private static final int YEAR_MAX = 9_999;

    private static final long MICROS_MAX = 999_999;

    /** More are out of every range. */
    private static final int DIGITS_MAX = 9;

    private final String text;
    private int at;
    /** Blanks read that the format did not ask for. */
    private int extra;

    private int year;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private long hour;
    private boolean afternoon;
    private boolean halfDay;
    private long minute;
    private long second;
    private long micros;

    TimePatternReading(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    void part(String part, boolean open, boolean first) {
        boolean quoted = part.charAt(0) == TimePattern.QUOTE;
        boolean separator = TimePattern.SEPARATORS.contains(part);
        if (first || !(quoted || separator)) {
            extra += blanks();
        }
        if (separator) {
            separator();
        } else if (quoted) {
            character();
        } else {
            field(TimePattern.field(part), open);
            extra = blanks();
        }
    }

    private int blanks() {
        int start = at;
        while (!isAtEnd() && NumberText.isSpace(text.charAt(at))) {
            at++;
        }
        return at - start;
    }

    private void field(String field, boolean open) {
        switch (field) {
            case "YYYY" -> year = number(4, open);
            case "YYY", "YY", "Y" -> year = partOfYear(field.length(), open);
            case "MM" -> month = Math.max(number(2, open), 1);
            case "MON", "MONTH" -> month = 1 + name(Month.values(), field.equals("MON"));
            case "DAY", "DY" -> name(DayOfWeek.values(), field.equals("DY"));
            case "DDD" -> dayOfYear = Math.max(number(3, open), 1);
            case "DD" -> day = Math.max(number(2, open), 1);
            case "HH24" -> hour = number(2, open);
            case "HH12", "HH" -> halfDay(number(2, open));
            case "AM", "PM" -> afternoon = half();
            case "MI" -> minute = number(2, open);
            case "SS" -> second = number(2, open);
            case "MS" -> micros = rounded(fraction(3, open, 3) * 1_000L, 6);
            case "US" -> micros = rounded(fraction(6, open, 6), 6);
            default -> micros = rounded(fraction(field.charAt(2) - '0', open, 6), field.charAt(2) - '0');
        }
    }

    /** So many digits, or all there are. */
    private int number(int count, boolean open) {
        int end = open ? at : at + count;
        while (open && end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == at
                || end - at > DIGITS_MAX
                || end > text.length()
                || !text.substring(at, end).chars().allMatch(TimePatternReading::isDigit)) {
            throw failure();
        }
        int value = Integer.parseInt(text.substring(at, end));
        at = end;
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Digits behind the point, as so many: .5 is 500 of three. */
    private long fraction(int count, boolean open, int digits) {
        int start = at;
        long value = number(count, open);
        for (int i = at - start; i < digits; i++) {
            value *= 10;
        }
        return value;
    }

    /** Of more digits than FF3 says the rest is rounded. */
    private long rounded(long fraction, int digits) {
        if (fraction > MICROS_MAX) {
            throw failure();
        }
        long unit = (long) Math.pow(10, 6 - digits);
        return (fraction + unit / 2) / unit * unit;
    }

    private void separator() {
        char c = text.charAt(at);
        boolean sign = c > ' ' && c < '\u007f' && !Character.isLetterOrDigit(c);
        if (sign || NumberText.isSpace(c)) {
            at++;
        } else {
            extra--;
        }
    }

    private void character() {
        if (extra > 0) {
            extra--;
        } else {
            at = text.offsetByCodePoints(at, 1);
        }
    }

    private void halfDay(int value) {
        if (value < 1 || value > 12) {
            throw failure();
        }
        halfDay = true;
        hour = value % 12;
    }

    private boolean half() {
        String half = at + 2 <= text.length() ? text.substring(at, at + 2).toUpperCase(Locale.ROOT) : "";
        if (!half.equals("AM") && !half.equals("PM")) {
            throw failure();
        }
        at += 2;
        return half.equals("PM");
    }

    /** Less than four digits are of the year that is nearest to 2020. */
    private int partOfYear(int count, boolean open) {
        int start = at;
        int value = number(count, open);
        if (at - start >= 4) {
            return value;
        }
        if (value < 70) {
            return value + 2000;
        }
        if (value < 100) {
            return value + 1900;
        }
        return value < 520 ? value + 2000 : value + 1000;
    }

    /** Which of the names of months or days stands there. */
    private int name(Enum<?>[] names, boolean shortened) {
        for (int i = 0; i < names.length; i++) {
            String name = names[i].name();
            String shown = shortened ? name.substring(0, 3) : name;
            if (text.regionMatches(true, at, shown, 0, shown.length())) {
                at += shown.length();
                return i;
            }
        }
        throw failure();
    }

    long end() {
        if (year == 0 || year > YEAR_MAX || hour > 23 || minute > 59 || second > 59) {
            throw failure();
        }
        long hours = hour + (halfDay && afternoon ? 12 : 0);
        try {
            long seconds = (hours * 60 + minute) * 60 + second;
            LocalDate date = dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
            return Calendar.micros(date.toEpochDay(), seconds * Calendar.MICROS_PER_SECOND + micros);
        } catch (DateTimeException e) {
            throw failure();
        }
    }

    private ExpressionFailure failure() {
        return Failures.invalid("\"%s\" is not as the format says".formatted(Failures.shown(text)));
    }
}
