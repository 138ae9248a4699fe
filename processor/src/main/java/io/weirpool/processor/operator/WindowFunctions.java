package io.weirpool.processor.operator;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.aggregate.Call;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.WindowCall;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The functions of window calls, as PostgreSQL computes them. */
final class WindowFunctions {
    private WindowFunctions() {}

    /** The function of a call over the plan's input. */
    static WindowFunction of(WindowCall call, Plan.Window plan) {
        RowType input = plan.input().rowType();
        if (call instanceof WindowCall.Rank rank) {
            return rank(rank.ranking());
        }
        if (call instanceof WindowCall.Share share) {
            return share.cumulative() ? WindowFunctions::cumulativeShare : WindowFunctions::percentRank;
        }
        if (call instanceof WindowCall.Tile tile) {
            return rows -> tiles(rows.size(), tile.buckets(), tile.type());
        }
        if (call instanceof WindowCall.TileBy tile) {
            return rows -> tiles(rows, tile);
        }
        if (call instanceof WindowCall.Shift shift) {
            return rows -> each(rows, i -> shifted(rows, i, shift));
        }
        if (call instanceof WindowCall.ShiftBy shift) {
            return rows -> each(rows, i -> shifted(rows, i, shift));
        }
        if (call instanceof WindowCall.Nth nth) {
            FrameBounds bounds = new FrameBounds(nth.frame(), plan.order(), input);
            return new NthValue(nth.column(), bounds, (rows, i) -> nth.nth());
        }
        if (call instanceof WindowCall.NthBy nth) {
            FrameBounds bounds = new FrameBounds(nth.frame(), plan.order(), input);
            return new NthValue(nth.column(), bounds, (rows, i) -> place(rows.row(i)[nth.nth()]));
        }
        if (call instanceof WindowCall.NthKnown nth) {
            return new NthKnownValue(nth, new FrameBounds(nth.frame(), plan.order(), input));
        }
        if (call instanceof WindowCall.Aggregated aggregated) {
            return new FrameAggregate(
                    Call.of(inOrder(aggregated.call(), plan), input, false),
                    new FrameBounds(aggregated.frame(), plan.order(), input));
        }
        return new Sessions((WindowCall.Session) call);
    }

    /** Where the order of the rows matters and none is asked for, the window's counts. */
    private static AggregateCall inOrder(AggregateCall call, Plan.Window plan) {
        boolean ordered = switch (call.function()) {
            case STRING_AGG, ARRAY_AGG, JSON_AGG, JSON_OBJECT_AGG ->
                call.order().isEmpty();
            default -> false;
        };
        return ordered
                ? new AggregateCall(
                        call.function(),
                        call.arguments(),
                        call.distinct(),
                        plan.order(),
                        call.filter(),
                        call.parameters(),
                        call.type())
                : call;
    }

    private static @Nullable Object[] each(PartitionRows rows, IntFunction<@Nullable Object> value) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(i);
        }
        return values;
    }

    private static WindowFunction rank(Ranking ranking) {
        return switch (ranking) {
            case ROW_NUMBER -> rows -> each(rows, i -> i + 1L);
            case RANK -> rows -> each(rows, i -> rows.peersFrom(i) + 1L);
            case DENSE_RANK -> rows -> each(rows, i -> rows.group(i) + 1L);
        };
    }

    private static @Nullable Object[] percentRank(PartitionRows rows) {
        int others = rows.size() - 1;
        return each(rows, i -> others == 0 ? 0.0 : (double) rows.peersFrom(i) / others);
    }

    private static @Nullable Object[] cumulativeShare(PartitionRows rows) {
        return each(rows, i -> (double) rows.peersTo(i) / rows.size());
    }

    /** As even as can be, the larger buckets first. */
    private static @Nullable Object[] tiles(int rows, int buckets, SqlType type) {
        @Nullable Object[] values = new Object[rows];
        int less = rows / buckets;
        int larger = rows % buckets;
        for (int i = 0; i < rows; i++) {
            int ofLarger = larger * (less + 1);
            int bucket = i < ofLarger ? i / (less + 1) : larger + (i - ofLarger) / less;
            values[i] = whole(bucket + 1, type);
        }
        return values;
    }

    /** The first row with a number of buckets says it for all that follow. */
    private static @Nullable Object[] tiles(PartitionRows rows, WindowCall.TileBy tile) {
        @Nullable Object[] values = new Object[rows.size()];
        int first = 0;
        while (first < values.length && rows.row(first)[tile.buckets()] == null) {
            first++;
        }
        if (first == values.length) {
            return values;
        }
        int buckets = requireNonNull((Number) rows.row(first)[tile.buckets()]).intValue();
        if (buckets <= 0) {
            Arrays.fill(values, first, values.length, noBuckets());
            return values;
        }
        @Nullable Object[] numbers = tiles(values.length, buckets, tile.type());
        System.arraycopy(numbers, 0, values, first, values.length - first);
        return values;
    }

    private static @Nullable Number place(@Nullable Object said) {
        return said instanceof Number number ? Math.max(0, number.longValue()) : null;
    }

    private static Object whole(int value, SqlType type) {
        return type.kind() == TypeKind.BIGINT ? (Object) (long) value : (Object) value;
    }

    private static @Nullable Object shifted(PartitionRows rows, int index, WindowCall.Shift shift) {
        return away(rows, index, clamped(shift.rows()), shift.column(), shift.otherwise());
    }

    private static @Nullable Object shifted(PartitionRows rows, int index, WindowCall.ShiftBy shift) {
        if (rows.row(index)[shift.rows()] instanceof Number number) {
            long distance = shift.back() ? -number.longValue() : number.longValue();
            return away(rows, index, distance, shift.column(), shift.otherwise());
        }
        return null;
    }

    private static @Nullable Object away(PartitionRows rows, int index, long distance, int column, int otherwise) {
        long other = Math.max(-1L, Math.min(index + distance, rows.size()));
        if (other >= 0 && other < rows.size()) {
            return rows.row((int) other)[column];
        }
        return otherwise < 0 ? null : rows.row(index)[otherwise];
    }

    /** A distance in rows that can be added to an index. */
    static long clamped(long distance) {
        return Math.max(-Integer.MAX_VALUE, Math.min(distance, Integer.MAX_VALUE));
    }

    private static ExpressionFailure noBuckets() {
        return new ExpressionFailure(ErrorCode.EXPRESSION_FAILED, "argument of ntile must be greater than zero");
    }
}
