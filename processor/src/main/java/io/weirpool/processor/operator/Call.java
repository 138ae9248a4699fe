package io.weirpool.processor.operator;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An aggregate call made ready: which value of a row counts, and what is remembered of it. Thread-safe. */
final class Call {
    private final int[] arguments;
    private final int filter;
    private final Supplier<Partial> partial;
    private final TotalFactory total;

    private interface TotalFactory {
        Total create(OrderedStore values);
    }

    private Call(int[] arguments, int filter, Supplier<Partial> partial, TotalFactory total) {
        this.arguments = arguments;
        this.filter = filter;
        this.partial = partial;
        this.total = total;
    }

    /** A call over rows of this type; {@code appendOnly}: none of them ever leaves. */
    static Call of(AggregateCall call, RowType input, boolean appendOnly) {
        int[] arguments = call.arguments().stream().mapToInt(Integer::intValue).toArray();
        int filter = call.filter().orElse(-1);
        Function function = call.function();
        boolean extreme = function == Function.MIN || function == Function.MAX;
        if (extreme) {
            ValueCodec codec = new ValueCodec(input.type(arguments[0]));
            boolean maximum = function == Function.MAX;
            return appendOnly
                    ? simple(arguments, filter, () -> new Extreme(codec, maximum))
                    : new Call(
                            arguments,
                            filter,
                            () -> new MultisetPartial(codec::ordered),
                            values -> new ExtremeTotal(values, codec, maximum));
        }
        Supplier<Mergeable> plain = plain(call, input);
        if (!call.distinct()) {
            return simple(arguments, filter, plain);
        }
        ValueCodec codec = new ValueCodec(input.type(arguments[0]));
        return new Call(
                arguments,
                filter,
                () -> new MultisetPartial(codec::key),
                values -> new DistinctTotal(values, codec, plain.get()));
    }

    private static Call simple(int[] arguments, int filter, Supplier<? extends Mergeable> call) {
        return new Call(arguments, filter, call::get, values -> call.get());
    }

    private static Supplier<Mergeable> plain(AggregateCall call, RowType input) {
        if (call.function() == Function.COUNT) {
            return Count::new;
        }
        SqlType argument = input.type(call.arguments().get(0));
        boolean average = call.function() == Function.AVG;
        return switch (argument.kind()) {
            case SMALLINT, INTEGER, BIGINT ->
                average
                        ? () -> new SumOrAverage<>(
                                new IntegerSum(), (s, n) -> NumericAverage.of(new BigDecimal(s.total()), n))
                        : wholeSum(call.type());
            case DECIMAL ->
                average
                        ? () -> new SumOrAverage<>(new DecimalSum(), (s, n) -> NumericAverage.of(s.total(), n))
                        : () -> new SumOrAverage<>(new DecimalSum(), (s, n) -> s.total());
            case REAL, DOUBLE ->
                average
                        ? () -> new SumOrAverage<>(new FloatSum(), (s, n) -> s.toDouble() / n)
                        : argument.kind() == TypeKind.REAL
                                ? () -> new SumOrAverage<>(new FloatSum(), (s, n) -> s.toFloat())
                                : () -> new SumOrAverage<>(new FloatSum(), (s, n) -> s.toDouble());
            default -> throw new IllegalArgumentException(call.function() + " of " + argument);
        };
    }

    private static Supplier<Mergeable> wholeSum(SqlType result) {
        return result.kind() == TypeKind.BIGINT
                ? () -> new SumOrAverage<>(new IntegerSum(), (s, n) -> Bigint.of(s.total()))
                : () -> new SumOrAverage<>(new IntegerSum(), (s, n) -> new BigDecimal(s.total()));
    }

    Partial newPartial() {
        return partial.get();
    }

    /** An empty total; {@code values} holds what it keeps outside of its own bytes, and is this call's and group's only. */
    Total newTotal(OrderedStore values) {
        return total.create(values);
    }

    /** The value that counts, null when the row does not. */
    @Nullable Object argument(@Nullable Object[] row) {
        if (filter >= 0 && !Boolean.TRUE.equals(row[filter])) {
            return null;
        }
        Object value = true;
        for (int argument : arguments) {
            value = row[argument];
            if (value == null) {
                return null;
            }
        }
        return value;
    }
}
