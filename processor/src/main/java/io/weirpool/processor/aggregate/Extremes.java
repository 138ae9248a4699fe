package io.weirpool.processor.aggregate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.SortKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls whose result is that of one row, the first in an order: MIN, MAX, ANY_VALUE (the least), ARG_MIN and ARG_MAX. */
final class Extremes {
    private Extremes() {}

    static Call of(AggregateCall call, RowType input, boolean appendOnly) {
        Function function = call.function();
        if (function == Function.ARG_MIN || function == Function.ARG_MAX) {
            return argument(call, input, appendOnly);
        }
        Arguments arguments = Arguments.of(call, input);
        return of(arguments, function == Function.MAX, UnaryOperator.identity(), appendOnly);
    }

    /** Of rows with the same key the least value counts, NULL being the greatest; rows whose key is NULL do not count. */
    private static Call argument(AggregateCall call, RowType input, boolean appendOnly) {
        int value = call.arguments().get(0);
        int key = call.arguments().get(1);
        boolean descending = call.function() == Function.ARG_MAX;
        Arguments arguments =
                Arguments.of(List.of(key, value), List.of(new SortKey(0, descending, false)), call, input, 1);
        return of(arguments, false, Extremes::second, appendOnly);
    }

    private static @Nullable Object second(@Nullable Object pair) {
        return pair == null ? null : requireNonNull((@Nullable Object[]) pair)[1];
    }

    private static Call of(
            Arguments arguments, boolean last, UnaryOperator<@Nullable Object> finish, boolean appendOnly) {
        ValueCodec codec = arguments.codec();
        return appendOnly
                ? Call.simple(arguments, () -> new Extreme(codec, last, finish))
                : new Call(
                        arguments::of,
                        () -> new MultisetPartial(codec::ordered),
                        values -> new ExtremeTotal(values, codec, last, finish));
    }
}
