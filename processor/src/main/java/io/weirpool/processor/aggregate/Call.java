package io.weirpool.processor.aggregate;

import io.weirpool.common.model.RowType;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.AggregateCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An aggregate call made ready: which value of a row counts, and what is remembered of it. Thread-safe. */
public final class Call {
    private final Argument argument;
    private final Supplier<? extends Partial> partial;
    private final TotalFactory total;
    private final boolean keepsValues;

    /** A new total on entries of its own. */
    @FunctionalInterface
    interface TotalFactory {
        Total create(OrderedStore values);
    }

    /** What of a row counts, null when it does not. */
    @FunctionalInterface
    interface Argument {
        @Nullable Object of(@Nullable Object[] row);
    }

    Call(Argument argument, Supplier<? extends Partial> partial, TotalFactory total) {
        this(argument, partial, total, true);
    }

    private Call(Argument argument, Supplier<? extends Partial> partial, TotalFactory total, boolean keepsValues) {
        this.argument = argument;
        this.partial = partial;
        this.total = total;
        this.keepsValues = keepsValues;
    }

    /** A call that needs no entries of its own. */
    static Call simple(Arguments arguments, Supplier<? extends Mergeable> call) {
        return new Call(arguments::of, call, values -> call.get(), false);
    }

    /** A call over rows of this type; {@code appendOnly}: none of them ever leaves. */
    public static Call of(AggregateCall call, RowType input, boolean appendOnly) {
        return switch (call.function()) {
            case MIN, MAX, ANY_VALUE, ARG_MIN, ARG_MAX -> Extremes.of(call, input, appendOnly);
            case STRING_AGG, ARRAY_AGG, JSON_AGG, JSON_OBJECT_AGG, SINGLE_VALUE -> ordered(call, input);
            case PERCENTILE_CONT, PERCENTILE_DISC -> ordered(call, input);
            case MODE -> mode(call, input);
            default -> plain(call, input);
        };
    }

    private static Call plain(AggregateCall call, RowType input) {
        Arguments arguments = Arguments.of(call, input);
        Supplier<Mergeable> plain = Counted.of(call, input);
        if (!call.distinct()) {
            return simple(arguments, plain);
        }
        ValueCodec codec = arguments.codec();
        if (codec.printsApart()) {
            return new Call(
                    arguments::of,
                    () -> new MultisetPartial(codec::ordered),
                    values -> new DistinctForms(values, codec, plain.get()));
        }
        return new Call(
                arguments::of,
                () -> new MultisetPartial(codec::key),
                values -> new DistinctTotal(values, codec, plain.get()));
    }

    private static Call ordered(AggregateCall call, RowType input) {
        int required = switch (call.function()) {
            case ARRAY_AGG, JSON_AGG, JSON_OBJECT_AGG, SINGLE_VALUE -> 0;
            default -> 1;
        };
        Arguments arguments = Arguments.of(call, input, required);
        ValueCodec codec = arguments.codec();
        ValueCodec results = new ValueCodec(call.type());
        OrderedTotal.Fold fold = fold(call, arguments);
        return new Call(
                arguments::of,
                () -> new MultisetPartial(codec::ordered),
                values -> new OrderedTotal(values, codec, results, call.distinct(), fold));
    }

    private static OrderedTotal.Fold fold(AggregateCall call, Arguments arguments) {
        return switch (call.function()) {
            case STRING_AGG -> Texts.joined(call);
            case ARRAY_AGG -> Texts::elements;
            case JSON_AGG -> {
                JsonForm form = new JsonForm(arguments.type(0));
                yield values -> Texts.array(values, form);
            }
            case JSON_OBJECT_AGG -> {
                JsonForm names = new JsonForm(arguments.type(0));
                JsonForm form = new JsonForm(arguments.type(1));
                yield values -> Texts.object(values, names, form);
            }
            case SINGLE_VALUE -> Texts::single;
            case PERCENTILE_CONT, PERCENTILE_DISC -> Percentile.of(call);
            default -> throw new IllegalStateException(call.function().name());
        };
    }

    private static Call mode(AggregateCall call, RowType input) {
        Arguments arguments = Arguments.of(call, input);
        ValueCodec codec = arguments.codec();
        return new Call(
                arguments::of, () -> new MultisetPartial(codec::ordered), values -> new ModeTotal(values, codec));
    }

    public Partial newPartial() {
        return partial.get();
    }

    /** Whether a total has entries of its own. */
    public boolean keepsValues() {
        return keepsValues;
    }

    /** An empty total; {@code values} holds what it keeps outside of its own bytes, and is this call's and group's only. */
    public Total newTotal(OrderedStore values) {
        return total.create(values);
    }

    /** What of the row counts, null when the row does not. */
    public @Nullable Object argument(@Nullable Object[] row) {
        return argument.of(row);
    }
}
