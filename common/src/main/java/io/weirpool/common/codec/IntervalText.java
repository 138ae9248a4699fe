package io.weirpool.common.codec;

import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads intervals as PostgreSQL does: {@code 1 year 2 mons 3 days 04:05:06.7}, {@code 1-2}, {@code P1Y2M3DT4H5M6.7S},
 * {@code 3 days ago}. A unit stands once; a fraction of a larger unit becomes smaller ones, a month being 30 days.
 */
public final class IntervalText {
    /** Longer ones are no intervals. */
    private static final int LENGTH_MAX = 200;

    private static final Pattern PART = Pattern.compile("\\s*(?:(?<sign>[+-]?)(?<hours>\\d{1,10}):(?<minutes>\\d{1,2})"
            + "(?::(?<seconds>\\d{1,2}(?:\\.\\d{0,6})?))?(?![\\d.:])"
            + "|(?<years>[+-]?\\d{1,9})-(?<months>\\d{1,2})(?![\\d.:-])"
            + "|(?<number>[+-]?(?:\\d{1,18}(?:\\.\\d{0,15})?|\\.\\d{1,15}))(?![\\d.:])\\s*(?<unit>[a-z]*))");

    /** {@code 1 month - 1 day}. */
    private static final Pattern SIGN_APART = Pattern.compile("(?<!\\S)([+-])\\s+(?=\\d)");

    private static final Pattern ISO_PART =
            Pattern.compile("(?<number>[+-]?\\d{1,18}(?:\\.\\d{1,15})?)(?<unit>[YMWDHS])");

    private enum Unit {
        MILLENNIUM(12_000),
        CENTURY(1_200),
        DECADE(120),
        YEAR(12),
        MONTH(1),
        WEEK(0),
        DAY(0),
        HOUR(3_600_000_000L),
        MINUTE(60_000_000L),
        SECOND(1_000_000L),
        MILLISECOND(1_000L),
        MICROSECOND(1L);

        /** Months of those down to MONTH, microseconds of those from HOUR on. */
        private final long size;

        Unit(long size) {
            this.size = size;
        }
    }

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("millennium", Unit.MILLENNIUM),
            Map.entry("millennia", Unit.MILLENNIUM),
            Map.entry("mil", Unit.MILLENNIUM),
            Map.entry("century", Unit.CENTURY),
            Map.entry("centuries", Unit.CENTURY),
            Map.entry("c", Unit.CENTURY),
            Map.entry("cent", Unit.CENTURY),
            Map.entry("decade", Unit.DECADE),
            Map.entry("dec", Unit.DECADE),
            Map.entry("y", Unit.YEAR),
            Map.entry("yr", Unit.YEAR),
            Map.entry("year", Unit.YEAR),
            Map.entry("mon", Unit.MONTH),
            Map.entry("month", Unit.MONTH),
            Map.entry("w", Unit.WEEK),
            Map.entry("week", Unit.WEEK),
            Map.entry("d", Unit.DAY),
            Map.entry("day", Unit.DAY),
            Map.entry("h", Unit.HOUR),
            Map.entry("hr", Unit.HOUR),
            Map.entry("hour", Unit.HOUR),
            Map.entry("m", Unit.MINUTE),
            Map.entry("min", Unit.MINUTE),
            Map.entry("minute", Unit.MINUTE),
            Map.entry("", Unit.SECOND),
            Map.entry("s", Unit.SECOND),
            Map.entry("sec", Unit.SECOND),
            Map.entry("second", Unit.SECOND),
            Map.entry("ms", Unit.MILLISECOND),
            Map.entry("msec", Unit.MILLISECOND),
            Map.entry("millisecond", Unit.MILLISECOND),
            Map.entry("us", Unit.MICROSECOND),
            Map.entry("usec", Unit.MICROSECOND),
            Map.entry("microsecond", Unit.MICROSECOND));

    private static final Set<String> NO_PLURAL = Set.of("", "ms", "us", "s", "h", "d", "w", "m", "y", "c");

    private final Set<Unit> seen = EnumSet.noneOf(Unit.class);
    private BigDecimal months = BigDecimal.ZERO;
    private BigDecimal days = BigDecimal.ZERO;
    private BigDecimal micros = BigDecimal.ZERO;

    private IntervalText() {}

    /** Empty when the text is no interval, or one that neither PostgreSQL nor we can hold. */
    public static Optional<Interval> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        IntervalText reader = new IntervalText();
        try {
            boolean read =
                    trimmed.startsWith("P") ? reader.iso(trimmed) : reader.parts(trimmed.toLowerCase(Locale.ROOT));
            return read ? Optional.of(reader.result()) : Optional.empty();
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    private Interval result() {
        return new Interval(months.intValueExact(), days.intValueExact(), micros.longValueExact());
    }

    private boolean parts(String text) {
        boolean ago = text.endsWith(" ago");
        String written = (ago ? text.substring(0, text.length() - 4) : text).stripTrailing();
        String rest = SIGN_APART.matcher(written).replaceAll("$1");
        int at = rest.startsWith("@") ? 1 : 0;
        Matcher part = PART.matcher(rest);
        if (at == rest.length()) {
            return false;
        }
        while (at < rest.length()) {
            if (!part.region(at, rest.length()).lookingAt() || !part(part, rest)) {
                return false;
            }
            at = part.end();
        }
        if (ago) {
            months = months.negate();
            days = days.negate();
            micros = micros.negate();
        }
        return true;
    }

    private boolean part(Matcher part, String text) {
        if (part.group("hours") != null) {
            return clock(part);
        }
        if (part.group("years") != null) {
            return yearsAndMonths(part);
        }
        String unit = part.group("unit");
        boolean clockFollows = unit.isEmpty() && text.substring(part.end()).matches("[+-]?\\d+:.*");
        Unit known = clockFollows ? Unit.DAY : UNITS.get(singular(unit));
        return known != null && add(known, new BigDecimal(part.group("number")));
    }

    private static String singular(String unit) {
        boolean plural = unit.length() > 1 && unit.endsWith("s") && !NO_PLURAL.contains(unit);
        return plural ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** Whether none of these was seen before; now all are. */
    private boolean firstOf(Unit... units) {
        int before = seen.size();
        seen.addAll(List.of(units));
        return seen.size() == before + units.length;
    }

    private boolean clock(Matcher part) {
        String seconds = part.group("seconds");
        BigDecimal second = seconds == null ? BigDecimal.ZERO : new BigDecimal(seconds);
        int minute = Integer.parseInt(part.group("minutes"));
        boolean once = firstOf(Unit.HOUR, Unit.MINUTE, Unit.SECOND);
        if (!once || minute > 59 || second.compareTo(BigDecimal.valueOf(60)) >= 0) {
            return false;
        }
        BigDecimal time = new BigDecimal(part.group("hours"))
                .multiply(BigDecimal.valueOf(3_600))
                .add(BigDecimal.valueOf(minute * 60L))
                .add(second)
                .movePointRight(6);
        micros = micros.add(part.group("sign").equals("-") ? time.negate() : time);
        return true;
    }

    private boolean yearsAndMonths(Matcher part) {
        int month = Integer.parseInt(part.group("months"));
        if (month > 11 || !firstOf(Unit.YEAR, Unit.MONTH)) {
            return false;
        }
        String years = part.group("years");
        BigDecimal signed = BigDecimal.valueOf(years.startsWith("-") ? -month : month);
        months = months.add(new BigDecimal(years).multiply(BigDecimal.valueOf(12)))
                .add(signed);
        return true;
    }

    /** {@code P1Y2M3W4DT5H6M7.8S}, a sign before any number. */
    private boolean iso(String text) {
        int time = text.indexOf('T');
        String date = time < 0 ? text.substring(1) : text.substring(1, time);
        String clock = time < 0 ? "" : text.substring(time + 1);
        boolean empty = date.isEmpty() && clock.isEmpty();
        return !empty && !(time >= 0 && clock.isEmpty()) && isoParts(date, "YMWD") && isoParts(clock, "HMS");
    }

    private boolean isoParts(String text, String units) {
        Matcher part = ISO_PART.matcher(text);
        int at = 0;
        int before = -1;
        while (at < text.length()) {
            if (!part.region(at, text.length()).lookingAt()) {
                return false;
            }
            int unit = units.indexOf(part.group("unit"));
            if (unit <= before || !add(isoUnit(units, unit), new BigDecimal(part.group("number")))) {
                return false;
            }
            before = unit;
            at = part.end();
        }
        return true;
    }

    private static Unit isoUnit(String units, int index) {
        return units.length() == 4
                ? new Unit[] {Unit.YEAR, Unit.MONTH, Unit.WEEK, Unit.DAY}[index]
                : new Unit[] {Unit.HOUR, Unit.MINUTE, Unit.SECOND}[index];
    }

    /** PostgreSQL's rules for fractions: of years to months, of months and weeks to days, of days to microseconds. */
    private boolean add(Unit unit, BigDecimal number) {
        if (!seen.add(unit)) {
            return false;
        }
        switch (unit) {
            case MILLENNIUM, CENTURY, DECADE, YEAR ->
                months = months.add(
                        number.multiply(BigDecimal.valueOf(unit.size)).setScale(0, RoundingMode.HALF_EVEN));
            case MONTH -> {
                BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
                months = months.add(whole);
                addDays(number.subtract(whole).multiply(BigDecimal.valueOf(Interval.DAYS_PER_MONTH)));
            }
            case WEEK -> addDays(number.multiply(BigDecimal.valueOf(7)));
            case DAY -> addDays(number);
            default -> addMicros(number.multiply(BigDecimal.valueOf(unit.size)));
        }
        return true;
    }

    private void addDays(BigDecimal number) {
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        days = days.add(whole);
        addMicros(number.subtract(whole).multiply(BigDecimal.valueOf(Interval.MICROS_PER_DAY)));
    }

    private void addMicros(BigDecimal number) {
        micros = micros.add(number.setScale(0, RoundingMode.HALF_EVEN));
    }
}
