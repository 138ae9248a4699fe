package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * {@code (a, b) OVERLAPS (c, d)} of times: each span has its beginning and not its end, but for one of no length; b and d may
 * be intervals from a and c on. The ends of a span may be the other way round, and one of them NULL.
 */
public final class Overlaps {
    private Overlaps() {}

    @SqlFunction(
            takesNulls = true,
            value = {
                "overlaps(TIMESTAMP, TIMESTAMP, TIMESTAMP, TIMESTAMP) BOOLEAN",
                "overlaps(TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ) BOOLEAN",
                "overlaps(TIME, TIME, TIME, TIME) BOOLEAN"
            })
    public static @Nullable Boolean overlap(@Nullable Long a, @Nullable Long b, @Nullable Long c, @Nullable Long d) {
        Span one = Span.of(a, b);
        Span other = Span.of(c, d);
        if (one == null || other == null) {
            return null;
        }
        return one.from <= other.from ? one.meets(other) : other.meets(one);
    }

    @SqlFunction(
            takesNulls = true,
            value = {
                "overlaps(TIMESTAMP, INTERVAL, TIMESTAMP, TIMESTAMP) BOOLEAN",
                "overlaps(TIMESTAMPTZ, INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ) BOOLEAN"
            })
    public static @Nullable Boolean overlap(
            @Nullable Long a, @Nullable Interval b, @Nullable Long c, @Nullable Long d) {
        return overlap(a, later(a, b), c, d);
    }

    @SqlFunction(
            takesNulls = true,
            value = {
                "overlaps(TIMESTAMP, TIMESTAMP, TIMESTAMP, INTERVAL) BOOLEAN",
                "overlaps(TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, INTERVAL) BOOLEAN"
            })
    public static @Nullable Boolean overlap(
            @Nullable Long a, @Nullable Long b, @Nullable Long c, @Nullable Interval d) {
        return overlap(a, b, c, later(c, d));
    }

    @SqlFunction(
            takesNulls = true,
            value = {
                "overlaps(TIMESTAMP, INTERVAL, TIMESTAMP, INTERVAL) BOOLEAN",
                "overlaps(TIMESTAMPTZ, INTERVAL, TIMESTAMPTZ, INTERVAL) BOOLEAN"
            })
    public static @Nullable Boolean overlap(
            @Nullable Long a, @Nullable Interval b, @Nullable Long c, @Nullable Interval d) {
        return overlap(a, later(a, b), c, later(c, d));
    }

    @SqlFunction(takesNulls = true, value = "overlaps(TIME, INTERVAL, TIME, TIME) BOOLEAN")
    public static @Nullable Boolean overlapOfDay(
            @Nullable Long a, @Nullable Interval b, @Nullable Long c, @Nullable Long d) {
        return overlap(a, laterOfDay(a, b), c, d);
    }

    @SqlFunction(takesNulls = true, value = "overlaps(TIME, TIME, TIME, INTERVAL) BOOLEAN")
    public static @Nullable Boolean overlapOfDay(
            @Nullable Long a, @Nullable Long b, @Nullable Long c, @Nullable Interval d) {
        return overlap(a, b, c, laterOfDay(c, d));
    }

    @SqlFunction(takesNulls = true, value = "overlaps(TIME, INTERVAL, TIME, INTERVAL) BOOLEAN")
    public static @Nullable Boolean overlapOfDay(
            @Nullable Long a, @Nullable Interval b, @Nullable Long c, @Nullable Interval d) {
        return overlap(a, laterOfDay(a, b), c, laterOfDay(c, d));
    }

    private static @Nullable Long later(@Nullable Long from, @Nullable Interval by) {
        return from == null || by == null ? null : (Long) IntervalArithmetic.add(from, by);
    }

    private static @Nullable Long laterOfDay(@Nullable Long from, @Nullable Interval by) {
        return from == null || by == null ? null : (Long) IntervalArithmetic.addToTime(from, by);
    }

    /**
     * A span of time.
     *
     * @param to not before {@code from}; null when it is not known
     */
    private record Span(long from, @Nullable Long to) {
        /** Null when nothing is known. */
        static @Nullable Span of(@Nullable Long a, @Nullable Long b) {
            if (a == null || b == null) {
                Long known = a == null ? b : a;
                return known == null ? null : new Span(known, null);
            }
            return new Span(Math.min(a, b), Math.max(a, b));
        }

        /** Whether this one, which begins no later, is still there when the other begins. */
        @Nullable Boolean meets(Span later) {
            if (from == later.from) {
                return (to == null || later.to == null) ? null : (Boolean) true;
            }
            if (to == null) {
                return null;
            }
            if (later.from < to) {
                return true;
            }
            return later.to == null ? null : (Boolean) false;
        }
    }
}
