package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code generate_series}: from the first value by steps to the last, which it may not meet. A step that leaves the type ends
 * a series of numbers and is an error in one of times, as in PostgreSQL.
 */
public final class Series {
    private static final Interval NOTHING = new Interval(0, 0, 0);

    private Series() {}

    @SqlFunction("generate_series(INTEGER, INTEGER) INTEGER")
    public static Iterable<Integer> integers(int from, int to) {
        return integers(from, to, 1);
    }

    @SqlFunction("generate_series(INTEGER, INTEGER, INTEGER) INTEGER")
    public static Iterable<Integer> integers(int from, int to, int step) {
        return by(step, from, to, value -> Exactly.sum(value, step));
    }

    @SqlFunction("generate_series(BIGINT, BIGINT) BIGINT")
    public static Iterable<Long> bigints(long from, long to) {
        return bigints(from, to, 1);
    }

    @SqlFunction("generate_series(BIGINT, BIGINT, BIGINT) BIGINT")
    public static Iterable<Long> bigints(long from, long to, long step) {
        return by(Long.signum(step), from, to, value -> Exactly.sum(value, step));
    }

    @SqlFunction("generate_series(DECIMAL, DECIMAL) DECIMAL")
    public static Iterable<BigDecimal> numerics(BigDecimal from, BigDecimal to) {
        return numerics(from, to, BigDecimal.ONE);
    }

    @SqlFunction("generate_series(DECIMAL, DECIMAL, DECIMAL) DECIMAL")
    public static Iterable<BigDecimal> numerics(BigDecimal from, BigDecimal to, BigDecimal step) {
        return by(step.signum(), from, to, value -> value.add(step));
    }

    /** A month is as long as it is: the 31st of January and a month is the last of February. */
    @SqlFunction({
        "generate_series(TIMESTAMP, TIMESTAMP, INTERVAL) TIMESTAMP",
        "generate_series(TIMESTAMPTZ, TIMESTAMPTZ, INTERVAL) TIMESTAMPTZ"
    })
    public static Iterable<Long> times(long from, long to, Interval step) {
        return by(step.compareTo(NOTHING), from, to, value -> IntervalArithmetic.add(value, step));
    }

    /** PostgreSQL takes dates for instants here, in the zone of the session, which is UTC. */
    @SqlFunction("generate_series(DATE, DATE, INTERVAL) TIMESTAMPTZ")
    public static Iterable<Long> dates(int from, int to, Interval step) {
        return times(Timestamps.fromDate(from), Timestamps.fromDate(to), step);
    }

    private static <T extends Comparable<T>> Iterable<T> by(
            int direction, T from, T to, UnaryOperator<@Nullable T> next) {
        if (direction == 0) {
            throw Failures.invalid("step size cannot equal zero");
        }
        return () -> new Iterator<>() {
            private @Nullable T value = from;

            @Override
            public boolean hasNext() {
                return value != null && (direction > 0 ? value.compareTo(to) <= 0 : value.compareTo(to) >= 0);
            }

            @Override
            public T next() {
                T current = value;
                if (current == null || !hasNext()) {
                    throw new NoSuchElementException();
                }
                value = next.apply(current);
                return current;
            }
        };
    }

    /** Sums, or null beyond the type. */
    private static final class Exactly {
        static @Nullable Integer sum(@Nullable Integer value, int step) {
            long sum = value == null ? 0 : (long) value + step;
            return value == null || sum != (int) sum ? null : Integer.valueOf((int) sum);
        }

        static @Nullable Long sum(@Nullable Long value, long step) {
            long sum = value == null ? 0 : value + step;
            boolean beyond = value == null || ((value ^ sum) & (step ^ sum)) < 0;
            return beyond ? null : Long.valueOf(sum);
        }
    }
}
