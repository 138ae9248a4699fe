package io.weirpool.processor.aggregate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which value of a row counts for a call: that of one column as it is, those of several as an array. Thread-safe.
 *
 * <p>A row does not count when the filter is not TRUE or one of the first {@code required} columns is NULL.
 */
final class Arguments {
    private final int[] columns;
    private final List<SqlType> types;
    private final List<SortKey> order;
    private final int required;
    private final int filter;

    private Arguments(int[] columns, List<SqlType> types, List<SortKey> order, int required, int filter) {
        this.columns = columns;
        this.types = types;
        this.order = order;
        this.required = required;
        this.filter = filter;
    }

    /** The call's arguments, none of which may be NULL. */
    static Arguments of(AggregateCall call, RowType input) {
        return of(call, input, call.arguments().size());
    }

    /** The call's arguments, none of which may be NULL, of every row: the filter is the caller's affair. */
    static Arguments unfiltered(AggregateCall call, RowType input) {
        AggregateCall every =
                new AggregateCall(call.function(), call.arguments(), call.distinct(), OptionalInt.empty(), call.type());
        return of(every, input);
    }

    /** The call's arguments, and the columns of its order that are not among them. */
    static Arguments of(AggregateCall call, RowType input, int required) {
        List<Integer> columns = new ArrayList<>(call.arguments());
        List<SortKey> order = new ArrayList<>();
        for (SortKey key : call.order()) {
            if (!columns.contains(key.column())) {
                columns.add(key.column());
            }
            order.add(new SortKey(columns.indexOf(key.column()), key.descending(), key.nullsFirst()));
        }
        return of(columns, order, call, input, required);
    }

    /** Columns of the input, in this order. */
    static Arguments of(List<Integer> columns, List<SortKey> order, AggregateCall call, RowType input, int required) {
        return new Arguments(
                columns.stream().mapToInt(Integer::intValue).toArray(),
                columns.stream().map(input::type).toList(),
                List.copyOf(order),
                required,
                call.filter().orElse(-1));
    }

    private boolean isSingle() {
        return columns.length == 1 && required == 1;
    }

    /** The value that counts, null when the row does not. */
    @Nullable Object of(@Nullable Object[] row) {
        if (filter >= 0 && !Boolean.TRUE.equals(row[filter])) {
            return null;
        }
        for (int i = 0; i < required; i++) {
            if (row[columns[i]] == null) {
                return null;
            }
        }
        if (columns.length == 0) {
            return true;
        }
        return isSingle() ? row[columns[0]] : values(row);
    }

    private @Nullable Object[] values(@Nullable Object[] row) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[columns[i]];
        }
        return values;
    }

    /** For the values this gives, in the order that was asked for. */
    ValueCodec codec() {
        return new ValueCodec(types, isSingle(), order);
    }

    SqlType type(int index) {
        return types.get(index);
    }
}
