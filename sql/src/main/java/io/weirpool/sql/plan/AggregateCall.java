package io.weirpool.sql.plan;

import io.weirpool.common.model.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * An aggregate function over the rows of a group.
 *
 * @param function which
 * @param arguments indexes of input columns; empty for COUNT(*)
 * @param distinct whether each distinct argument counts once
 * @param order in which the rows count, of functions for which it matters; rows it leaves equal follow by their arguments
 * @param filter index of a BOOLEAN input column; rows for which it is not TRUE do not count
 * @param parameters constants the function takes beside its arguments: a percentile's fraction
 * @param type of the result, by PostgreSQL's rules: SUM(INTEGER) is BIGINT, SUM(BIGINT) and AVG of exact types NUMERIC,
 *     SUM(REAL) REAL, AVG of REAL and DOUBLE DOUBLE, COUNT BIGINT
 */
public record AggregateCall(
        Function function,
        List<Integer> arguments,
        boolean distinct,
        List<SortKey> order,
        OptionalInt filter,
        List<Expression.Constant> parameters,
        SqlType type) {
    /** Closed: each has an accumulator in the processor. */
    public enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX
    }

    public AggregateCall {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
        parameters = List.copyOf(parameters);
    }

    /** A call without an order and constants. */
    public AggregateCall(
            Function function, List<Integer> arguments, boolean distinct, OptionalInt filter, SqlType type) {
        this(function, arguments, distinct, List.of(), filter, List.of(), type);
    }

    /** Columns of the input that are read. */
    public List<Integer> columns() {
        List<Integer> columns = new ArrayList<>(arguments);
        order.forEach(key -> columns.add(key.column()));
        filter.ifPresent(columns::add);
        return columns;
    }

    /** The same call over other columns. */
    public AggregateCall rebase(IntUnaryOperator column) {
        OptionalInt moved =
                filter.isPresent() ? OptionalInt.of(column.applyAsInt(filter.getAsInt())) : OptionalInt.empty();
        List<Integer> rebased =
                arguments.stream().map(i -> column.applyAsInt(i)).toList();
        List<SortKey> keys = order.stream()
                .map(key -> new SortKey(column.applyAsInt(key.column()), key.descending(), key.nullsFirst()))
                .toList();
        return new AggregateCall(function, rebased, distinct, keys, moved, parameters, type);
    }
}
