package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Functions of dates: days since 1970-01-01. */
public final class Dates {
    private Dates() {}

    @SqlFunction("+(DATE, INTEGER) DATE")
    public static int add(int day, int days) {
        return Calendar.checkedDay((long) day + days);
    }

    @SqlFunction("+(INTEGER, DATE) DATE")
    public static int addTo(int days, int day) {
        return add(day, days);
    }

    @SqlFunction("-(DATE, INTEGER) DATE")
    public static int subtract(int day, int days) {
        return Calendar.checkedDay((long) day - days);
    }

    @SqlFunction("-(DATE, DATE) INTEGER")
    public static int between(int day, int from) {
        return Arithmetic.subtract(day, from);
    }

    @SqlFunction("make_date(INTEGER, INTEGER, INTEGER) DATE")
    public static int makeDate(int year, int month, int day) {
        try {
            // There is no year 0: -1 is 1 BC, which the calendar below calls 0.
            if (year == 0 || year < -4_713 || year > 5_874_897) {
                throw Failures.outOfRange("date field value");
            }
            return Calendar.checkedDay(
                    LocalDate.of(year < 0 ? year + 1 : year, month, day).toEpochDay());
        } catch (DateTimeException e) {
            throw Failures.invalid("date field value out of range: %d-%02d-%02d".formatted(year, month, day));
        }
    }

    @SqlFunction("CAST_DATE(TIMESTAMP) DATE")
    public static int fromTimestamp(long micros) {
        return (int) Math.floorDiv(micros, Calendar.MICROS_PER_DAY);
    }

    @SqlFunction({"CAST_DATE(VARCHAR) DATE", "CAST_DATE(CHAR) DATE"})
    public static int parse(String text) {
        return MomentReader.date(text);
    }

    @SqlFunction({"CAST_VARCHAR(DATE) VARCHAR", "CAST_CHAR(DATE) CHAR"})
    public static String text(int day) {
        return TimeText.format(day);
    }

    @SqlFunction("extract(VARCHAR, DATE) DECIMAL")
    public static BigDecimal extract(DatePart.OfDate part, int day) {
        return part.of(day);
    }

    @SqlFunction("date_part(VARCHAR, DATE) DOUBLE")
    public static double datePart(DatePart part, int day) {
        return part.asDouble(Timestamps.fromDate(day));
    }
}
