package io.weirpool.processor.aggregate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one aggregate, and what is remembered of a group for them. What several calls need is remembered once: COUNT of
 * what is never NULL is the number of the group's rows, which is known in any case; SUM, AVG and COUNT of the same values have
 * one sum; calls over distinct values of rows that never leave have one entry for a value. Thread-safe.
 */
public final class Calls {
    private final List<Call> remembered;
    private final List<Reading> readings;

    /** Reads a call's value from what is remembered of a group. */
    private interface Reading {
        @Nullable Object of(long rows, List<Total> totals);
    }

    /** Which values count. */
    private record Values(List<Integer> arguments, OptionalInt filter) {
        static Values of(AggregateCall call) {
            return new Values(call.arguments(), call.filter());
        }
    }

    private Calls(List<Call> remembered, List<Reading> readings) {
        this.remembered = List.copyOf(remembered);
        this.readings = List.copyOf(readings);
    }

    /** Calls over rows of this type; {@code appendOnly}: none of them ever leaves. */
    public static Calls of(List<AggregateCall> calls, RowType input, boolean appendOnly) {
        return new Building(calls, input, appendOnly).calls(calls);
    }

    /** Whether it is all the same to a call over rows of this type how often a value comes, so that nobody counts it. */
    public static boolean hearsOnce(AggregateCall call, RowType input, boolean appendOnly) {
        return appendOnly && call.distinct() && SeenValues.takes(call, input);
    }

    /** What is remembered of a group, other than how many rows it has; fewer than there are calls, or as many. */
    public List<Call> remembered() {
        return remembered;
    }

    /** How many calls there are. */
    public int size() {
        return readings.size();
    }

    /**
     * The value of one of the calls, null for NULL.
     *
     * @param index of the call
     * @param rows of the group
     * @param totals of what is {@link #remembered}, in that order
     * @throws io.weirpool.sql.compile.ExpressionFailure when there is none: the type cannot hold it, say
     */
    public @Nullable Object value(int index, long rows, List<Total> totals) {
        return readings.get(index).of(rows, totals);
    }

    private static final class Building {
        private final RowType input;
        private final boolean appendOnly;
        private final Set<Values> summed;
        private final List<Call> remembered = new ArrayList<>();
        private final Map<Values, Integer> sums = new HashMap<>();
        private final Map<List<Integer>, Seen> seen = new HashMap<>();

        /** Where values are remembered. */
        private record Seen(SeenValues values, int place) {}

        Building(List<AggregateCall> calls, RowType input, boolean appendOnly) {
            this.input = input;
            this.appendOnly = appendOnly;
            this.summed =
                    calls.stream().filter(Building::isSum).map(Values::of).collect(Collectors.toUnmodifiableSet());
        }

        Calls calls(List<AggregateCall> calls) {
            List<Reading> readings = calls.stream().map(this::reading).toList();
            return new Calls(remembered, readings);
        }

        private static boolean isSum(AggregateCall call) {
            boolean sums = call.function() == Function.SUM || call.function() == Function.AVG;
            return sums && isPlain(call);
        }

        private static boolean isPlain(AggregateCall call) {
            return !call.distinct() && call.order().isEmpty();
        }

        private Reading reading(AggregateCall call) {
            boolean counts = call.function() == Function.COUNT && isPlain(call);
            if (counts && isOfEachRow(call)) {
                return (rows, totals) -> rows;
            }
            if (isSum(call) || (counts && summed.contains(Values.of(call)))) {
                return ofSum(call);
            }
            if (isSeen(call)) {
                return ofSeen(call);
            }
            int place = remember(Call.of(call, input, appendOnly));
            return (rows, totals) -> totals.get(place).result();
        }

        private boolean isOfEachRow(AggregateCall call) {
            return call.filter().isEmpty()
                    && call.arguments().stream().noneMatch(i -> input.type(i).nullable());
        }

        private Reading ofSum(AggregateCall call) {
            int place = sums.computeIfAbsent(Values.of(call), values -> remember(sum(call)));
            return switch (call.function()) {
                case SUM -> (rows, totals) -> sum(totals, place).sum(call.type().kind());
                case AVG -> (rows, totals) -> sum(totals, place).average();
                default -> (rows, totals) -> sum(totals, place).count();
            };
        }

        private Call sum(AggregateCall call) {
            SqlType values = input.type(call.arguments().get(0));
            return Call.simple(Arguments.of(call, input), () -> SumOrAverage.sum(values, call.type()));
        }

        private static SumOrAverage sum(List<Total> totals, int place) {
            return (SumOrAverage) totals.get(place);
        }

        private boolean isSeen(AggregateCall call) {
            if (!hearsOnce(call, input, appendOnly)) {
                return false;
            }
            Seen found = seen.get(call.arguments());
            return found == null || !found.values().isFull();
        }

        private Reading ofSeen(AggregateCall call) {
            Seen found = seen.computeIfAbsent(call.arguments(), columns -> {
                SeenValues values = new SeenValues(call, input);
                return new Seen(values, remember(values.call()));
            });
            int place = found.place();
            int number = found.values().take(call, input);
            return (rows, totals) -> ((SeenValues.All) totals.get(place)).result(number);
        }

        private int remember(Call call) {
            remembered.add(call);
            return remembered.size() - 1;
        }
    }
}
