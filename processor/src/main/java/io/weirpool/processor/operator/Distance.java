package io.weirpool.processor.operator;

import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.WindowCall.Bound;
import java.math.BigDecimal;
import java.time.LocalDate;

/** How far a RANGE reaches from a value of the order column, as PostgreSQL adds it. */
final class Distance {
    private final TypeKind kind;
    private final int months;
    private final BigDecimal exact;
    private final double rounded;
    private final long whole;

    /** @param adds whether the bound is above the value */
    Distance(SqlType type, Bound bound, boolean adds) {
        this.kind = type.kind();
        this.months = adds ? bound.months() : -bound.months();
        this.exact = adds ? bound.distance() : bound.distance().negate();
        this.rounded = exact.doubleValue();
        this.whole = switch (kind) {
            case DECIMAL, REAL, DOUBLE -> 0;
            default -> exact.longValueExact();
        };
    }

    /** How {@code value} stands to {@code base} and the distance. */
    int compare(Object value, Object base) {
        return switch (kind) {
            case SMALLINT, INTEGER -> Long.compare((long) (Integer) value - (Integer) base, whole);
            case DATE ->
                Long.compare((Integer) value, months == 0 ? (Integer) base + whole : later((Integer) base, whole));
            case BIGINT -> order((Long) value, (Long) base);
            case TIME, TIMESTAMP, TIMESTAMPTZ ->
                months == 0 ? order((Long) value, (Long) base) : Long.compare((Long) value, later((Long) base));
            case DECIMAL -> ((BigDecimal) value).subtract((BigDecimal) base).compareTo(exact);
            case REAL -> Double.compare((Float) value + 0.0, (Float) base + rounded + 0.0);
            case DOUBLE -> Double.compare((Double) value + 0.0, (Double) base + rounded + 0.0);
            default -> throw new IllegalArgumentException("RANGE with a distance over " + kind);
        };
    }

    private int order(long value, long base) {
        long difference = value - base;
        boolean overflown = ((value ^ base) & (value ^ difference)) < 0;
        return overflown ? Long.compare(value, base) : Long.compare(difference, whole);
    }

    /** As many months later, then the rest; a time that is out of range is the furthest there is. */
    private long later(long micros) {
        long day = later(Math.floorDiv(micros, Interval.MICROS_PER_DAY), 0);
        long time = Math.floorMod(micros, Interval.MICROS_PER_DAY) + whole;
        try {
            return Math.addExact(Math.multiplyExact(day, Interval.MICROS_PER_DAY), time);
        } catch (ArithmeticException e) {
            return months > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    /** The last day of a shorter month stands for those it lacks. */
    private long later(long day, long days) {
        return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay() + days;
    }
}
