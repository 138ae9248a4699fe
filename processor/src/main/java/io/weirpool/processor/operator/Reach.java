package io.weirpool.processor.operator;

import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Frame;
import io.weirpool.sql.plan.WindowCall.Side;
import io.weirpool.sql.plan.WindowCall.Unit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far from a changed row the values of window calls can change. Closed: whatever is not known to be near is far.
 *
 * <p>Between a changed row and where its reach ends stand at least as many rows as a value looks at, so that rows beyond
 * are computed from the same rows before and after the change, and cancel.
 */
sealed interface Reach {
    /**
     * Whether the reach of a change ends between two rows that are there, one after the other.
     *
     * @param nearer the row, or the changed row itself, on the change's side
     * @param rows how many rows lie between the change and {@code farther}
     */
    boolean endsBetween(@Nullable Object[] nearer, @Nullable Object[] farther, long rows);

    /** The whole partition. */
    record Partition() implements Reach {
        @Override
        public boolean endsBetween(@Nullable Object[] nearer, @Nullable Object[] farther, long rows) {
            return false;
        }
    }

    /** Some rows to either side. */
    record Rows(long distance) implements Reach {
        @Override
        public boolean endsBetween(@Nullable Object[] nearer, @Nullable Object[] farther, long rows) {
            return rows >= distance;
        }
    }

    /** The session. */
    record Session(WindowCall.Session call) implements Reach {
        @Override
        public boolean endsBetween(@Nullable Object[] nearer, @Nullable Object[] farther, long rows) {
            return !Sessions.belongTogether(nearer, farther, call) && !Sessions.belongTogether(farther, nearer, call);
        }
    }

    static Reach of(List<WindowCall> calls) {
        if (calls.stream().allMatch(call -> call instanceof WindowCall.Session)) {
            return calls.stream()
                    .map(WindowCall.Session.class::cast)
                    .reduce((a, b) -> a.gapMicros() >= b.gapMicros() ? a : b)
                    .<Reach>map(Session::new)
                    .orElse(new Rows(0));
        }
        long before = 0;
        long after = 0;
        for (WindowCall call : calls) {
            Optional<long[]> reach = rows(call);
            if (reach.isEmpty()) {
                return new Partition();
            }
            before = Math.max(before, reach.get()[0]);
            after = Math.max(after, reach.get()[1]);
        }
        return new Rows(before + after);
    }

    /** How many rows before and after its own a call looks at; empty when it is not a number of rows. */
    private static Optional<long[]> rows(WindowCall call) {
        if (call instanceof WindowCall.Shift shift) {
            long rows = WindowFunctions.clamped(shift.rows());
            return Optional.of(new long[] {Math.max(-rows, 0), Math.max(rows, 0)});
        }
        if (call instanceof WindowCall.Nth nth) {
            return rows(nth.frame());
        }
        if (call instanceof WindowCall.NthKnown nth) {
            return rows(nth.frame());
        }
        return call instanceof WindowCall.Aggregated aggregated ? rows(aggregated.frame()) : Optional.empty();
    }

    /** Excluded rows are excluded for what they and the current row are, wherever other peers stand. */
    private static Optional<long[]> rows(Frame frame) {
        boolean near = frame.unit() == Unit.ROWS
                && frame.from().side() != Side.UNBOUNDED_PRECEDING
                && frame.to().side() != Side.UNBOUNDED_FOLLOWING;
        return near
                ? Optional.of(new long[] {distance(frame.from(), Side.PRECEDING), distance(frame.to(), Side.FOLLOWING)})
                : Optional.empty();
    }

    private static long distance(Bound bound, Side side) {
        return bound.side() == side ? WindowFunctions.clamped(bound.rows()) : 0;
    }
}
