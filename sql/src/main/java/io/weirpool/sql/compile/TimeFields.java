package io.weirpool.sql.compile;

import io.weirpool.sql.compile.TimeFormat.Part;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** A time as to_char writes its fields. */
final class TimeFields {
    /** A month's or day's name takes this many characters. */
    private static final int NAME_WIDTH = 9;
    /** Of a month in Roman numerals. */
    private static final int ROMAN_WIDTH = 4;
    /** Of 1970-01-01; days are counted from 4714 BC. */
    private static final long JULIAN_1970 = 2_440_588;

    private final LocalDate date;
    private final long time;
    private final boolean moment;

    TimeFields(long micros, boolean moment) {
        this.date = Calendar.date(micros);
        this.time = Calendar.timeOfDay(micros);
        this.moment = moment;
    }

    String of(Part part) {
        String name = part.upper();
        return switch (name) {
            case "CC", "YYYY", "YYY", "YY", "Y", "Y,YYY", "IYYY", "IYY", "IY", "I" -> year(part, name);
            case "DAY", "DY", "MONTH", "MON", "RM" -> named(part, name);
            case "BC", "AD", "B.C.", "A.D." -> era(part.field(), name.contains("."));
            case "TZ", "TZH", "TZM", "OF" -> zone(part.field(), name);
            case "FX" -> "";
            default -> {
                String timeOfDay = new ClockFields(time).of(part, name);
                yield timeOfDay == null ? day(part, name) : timeOfDay;
            }
        };
    }

    /** There is no year 0: before the year 1 is the year 1 BC. */
    private static int counted(int year) {
        return year > 0 ? year : 1 - year;
    }

    private String year(Part part, String name) {
        int year = counted(date.getYear());
        int isoYear = counted(date.get(IsoFields.WEEK_BASED_YEAR));
        return switch (name) {
            case "CC" -> part.number(century(), 2);
            case "YYYY" -> part.number(year, 4);
            case "YYY" -> part.number(year % 1_000, 3);
            case "YY" -> part.number(year % 100, 2);
            case "Y" -> part.number(year % 10, 1);
            case "Y,YYY" -> part.ordinal(year / 1_000 + "," + TimeText.digits(year % 1_000, 3));
            case "IYYY" -> part.number(isoYear, 4);
            case "IYY" -> part.number(isoYear % 1_000, 3);
            case "IY" -> part.number(isoYear % 100, 2);
            default -> part.number(isoYear % 10, 1);
        };
    }

    private long century() {
        int year = date.getYear();
        return year > 0 ? (year - 1) / 100 + 1 : -((99 - (year - 1)) / 100);
    }

    private String day(Part part, String name) {
        return switch (name) {
            case "DDD" -> part.number(date.getDayOfYear(), 3);
            case "DD" -> part.number(date.getDayOfMonth(), 2);
            case "D" -> part.number(date.getDayOfWeek().getValue() % 7 + 1, 1);
            case "ID" -> part.number(date.getDayOfWeek().getValue(), 1);
            case "IDDD" ->
                part.number(
                        (date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1) * 7L
                                + date.getDayOfWeek().getValue(),
                        3);
            case "IW" -> part.number(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case "WW" -> part.number((date.getDayOfYear() - 1) / 7 + 1, 2);
            case "W" -> part.number((date.getDayOfMonth() - 1) / 7 + 1, 1);
            case "MM" -> part.number(date.getMonthValue(), 2);
            case "Q" -> part.number((date.getMonthValue() + 2) / 3, 1);
            case "J" -> part.number(date.toEpochDay() + JULIAN_1970, 1);
            default -> throw new IllegalStateException("field " + name);
        };
    }

    private String named(Part part, String name) {
        String full = switch (name) {
            case "MONTH", "MON" -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "DAY", "DY" -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            default -> Roman.of(date.getMonthValue());
        };
        boolean cut = name.equals("MON") || name.equals("DY");
        String shown = cut ? full.substring(0, 3) : full;
        int width = cut || part.fill() ? 0 : name.equals("RM") ? ROMAN_WIDTH : NAME_WIDTH;
        String cased = part.field().equals(name)
                ? shown.toUpperCase(Locale.ROOT)
                : Character.isLowerCase(part.field().charAt(0)) ? shown.toLowerCase(Locale.ROOT) : shown;
        return cased + " ".repeat(Math.max(0, width - cased.length()));
    }

    private String era(String written, boolean dotted) {
        String era = date.getYear() > 0 ? "AD" : "BC";
        String shown = dotted ? era.charAt(0) + "." + era.charAt(1) + "." : era;
        return Character.isLowerCase(written.charAt(0)) ? shown.toLowerCase(Locale.ROOT) : shown;
    }

    private String zone(String written, String name) {
        return switch (name) {
            case "TZH", "OF" -> "+00";
            case "TZM" -> "00";
            default -> moment ? (written.equals("TZ") ? "UTC" : "utc") : "";
        };
    }
}
