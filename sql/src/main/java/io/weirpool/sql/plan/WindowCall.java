package io.weirpool.sql.plan;

import io.weirpool.common.model.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A function over the rows of a partition, giving one value to each row. Closed: each has its code in the processor.
 */
public sealed interface WindowCall {
    /** Of the value. */
    SqlType type();

    /** ROW_NUMBER, RANK, DENSE_RANK. */
    record Rank(Ranking ranking, SqlType type) implements WindowCall {}

    /** PERCENT_RANK, CUME_DIST: DOUBLE. */
    record Share(boolean cumulative, SqlType type) implements WindowCall {}

    /** NTILE. */
    record Tile(int buckets, SqlType type) implements WindowCall {}

    /**
     * NTILE where rows say how many buckets there are: the first of a partition that says a number does.
     *
     * @param buckets column with the number; rows before the first that has one have no bucket
     */
    record TileBy(int buckets, SqlType type) implements WindowCall {}

    /**
     * LAG and LEAD: the value of a column some rows away.
     *
     * @param rows before the row when negative, after it when positive
     * @param otherwise column whose value stands when there is no such row; -1 for NULL
     */
    record Shift(int column, long rows, int otherwise, SqlType type) implements WindowCall {}

    /**
     * LAG and LEAD where each row says how many rows away.
     *
     * @param rows column with the number of rows; where it is NULL, so is the value
     * @param back whether they are counted to the rows before
     * @param otherwise column whose value stands when there is no such row; -1 for NULL
     */
    record ShiftBy(int column, int rows, boolean back, int otherwise, SqlType type) implements WindowCall {}

    /**
     * FIRST_VALUE, LAST_VALUE, NTH_VALUE of the frame.
     *
     * @param nth from 1; negative from the end
     */
    record Nth(int column, long nth, Frame frame, SqlType type) implements WindowCall {}

    /**
     * NTH_VALUE where each row says which.
     *
     * @param nth column with the number, from 1; where it is NULL, so is the value
     */
    record NthBy(int column, int nth, Frame frame, SqlType type) implements WindowCall {}

    /**
     * FIRST_VALUE, LAST_VALUE, NTH_VALUE, LAG and LEAD with IGNORE NULLS: of the frame's rows in which the column has a
     * value.
     *
     * @param nth from 1; negative from the end
     */
    record NthKnown(int column, long nth, Frame frame, SqlType type) implements WindowCall {}

    /** An aggregate of the frame's rows. */
    record Aggregated(AggregateCall call, Frame frame) implements WindowCall {
        @Override
        public SqlType type() {
            return call.type();
        }
    }

    /**
     * Where the session of the row begins, or ends: rows in order belong together while each comes less than the gap after
     * the one before; the end is the last row's time and the gap. The order must be by the one time column, ascending.
     */
    record Session(int time, long gapMicros, boolean end, SqlType type) implements WindowCall {}

    /**
     * Which rows of a partition a call sees, relative to the current row.
     *
     * @param unit what the bounds count
     */
    record Frame(Unit unit, Bound from, Bound to, Exclude exclude) {
        /** All rows of the partition up to the current row and its peers: the frame where none is written. */
        public static final Frame DEFAULT =
                new Frame(Unit.RANGE, new Bound(Side.UNBOUNDED_PRECEDING, 0), new Bound(Side.CURRENT, 0), Exclude.NONE);

        /** All rows of the partition. */
        public static final Frame WHOLE = new Frame(
                Unit.ROWS,
                new Bound(Side.UNBOUNDED_PRECEDING, 0),
                new Bound(Side.UNBOUNDED_FOLLOWING, 0),
                Exclude.NONE);
    }

    /** ROWS counts rows, GROUPS peers, RANGE the difference to the one order column. */
    enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /** Where a bound lies. */
    enum Side {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /**
     * A frame's end.
     *
     * @param distance rows, peer groups, or for RANGE the difference: of numbers as it is, of times in microseconds, of
     *     dates in days; 0 where the side needs none
     * @param months what a RANGE of times or dates is longer by, each as long as it is
     */
    record Bound(Side side, BigDecimal distance, int months) {
        public Bound {
            distance = distance.stripTrailingZeros(); // 1.0 and 1 are one bound
        }

        public Bound(Side side, long distance) {
            this(side, BigDecimal.valueOf(distance), 0);
        }

        /** Rows or peer groups. */
        public long rows() {
            return distance.longValueExact();
        }
    }

    /** Rows of the frame that do not count. */
    enum Exclude {
        NONE,
        CURRENT_ROW,
        GROUP,
        TIES
    }

    /** Columns of the input that are read. */
    default List<Integer> columns() {
        if (this instanceof Shift shift) {
            return shift.otherwise() < 0 ? List.of(shift.column()) : List.of(shift.column(), shift.otherwise());
        }
        if (this instanceof ShiftBy shift) {
            return shift.otherwise() < 0
                    ? List.of(shift.column(), shift.rows())
                    : List.of(shift.column(), shift.rows(), shift.otherwise());
        }
        if (this instanceof TileBy tile) {
            return List.of(tile.buckets());
        }
        if (this instanceof Nth nth) {
            return List.of(nth.column());
        }
        if (this instanceof NthBy nth) {
            return List.of(nth.column(), nth.nth());
        }
        if (this instanceof NthKnown nth) {
            return List.of(nth.column());
        }
        if (this instanceof Session session) {
            return List.of(session.time());
        }
        return this instanceof Aggregated aggregated ? aggregated.call().columns() : List.of();
    }

    /** The same call over other columns. */
    default WindowCall rebase(IntUnaryOperator column) {
        if (this instanceof Shift shift) {
            int otherwise = shift.otherwise() < 0 ? -1 : column.applyAsInt(shift.otherwise());
            return new Shift(column.applyAsInt(shift.column()), shift.rows(), otherwise, shift.type());
        }
        if (this instanceof ShiftBy shift) {
            return new ShiftBy(
                    column.applyAsInt(shift.column()),
                    column.applyAsInt(shift.rows()),
                    shift.back(),
                    shift.otherwise() < 0 ? -1 : column.applyAsInt(shift.otherwise()),
                    shift.type());
        }
        if (this instanceof TileBy tile) {
            return new TileBy(column.applyAsInt(tile.buckets()), tile.type());
        }
        if (this instanceof NthBy nth) {
            return new NthBy(column.applyAsInt(nth.column()), column.applyAsInt(nth.nth()), nth.frame(), nth.type());
        }
        if (this instanceof Nth nth) {
            return new Nth(column.applyAsInt(nth.column()), nth.nth(), nth.frame(), nth.type());
        }
        if (this instanceof NthKnown nth) {
            return new NthKnown(column.applyAsInt(nth.column()), nth.nth(), nth.frame(), nth.type());
        }
        if (this instanceof Session session) {
            return new Session(column.applyAsInt(session.time()), session.gapMicros(), session.end(), session.type());
        }
        return this instanceof Aggregated aggregated
                ? new Aggregated(aggregated.call().rebase(column), aggregated.frame())
                : this;
    }
}
