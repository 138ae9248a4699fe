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
 *     SUM(REAL) REAL, AVG of REAL and DOUBLE DOUBLE, COUNT BIGINT; of others see docs/sql.md
 */
public record AggregateCall(
        Function function,
        List<Integer> arguments,
        boolean distinct,
        List<SortKey> order,
        OptionalInt filter,
        List<Expression.Constant> parameters,
        SqlType type) {
    /** Closed: each has an accumulator in the processor. Names are PostgreSQL's where it has the function. */
    public enum Function {
        COUNT,
        SUM,
        /** SUM that is 0 without values. */
        SUM0,
        AVG,
        MIN,
        MAX,
        /** The least value, so that it is always the same. */
        ANY_VALUE,
        /** The first argument's value in the row whose second is least; of several such rows the least value. */
        ARG_MIN,
        /** The first argument's value in the row whose second is greatest; of several such rows the least value. */
        ARG_MAX,
        VAR_POP,
        VAR_SAMP,
        STDDEV_POP,
        STDDEV_SAMP,
        COVAR_POP,
        COVAR_SAMP,
        CORR,
        REGR_COUNT,
        REGR_AVGX,
        REGR_AVGY,
        REGR_SXX,
        REGR_SYY,
        REGR_SXY,
        REGR_SLOPE,
        REGR_INTERCEPT,
        REGR_R2,
        BOOL_AND,
        BOOL_OR,
        BIT_AND,
        BIT_OR,
        BIT_XOR,
        /** Arguments: text, delimiter. */
        STRING_AGG,
        ARRAY_AGG,
        JSON_AGG,
        /** Arguments: name, value. */
        JSON_OBJECT_AGG,
        /**
         * Argument and order: the one column; parameter: the fraction, 0 to 1, or NULL. Without a parameter the fraction is a
         * second argument, which has one value in a group.
         */
        PERCENTILE_CONT,
        PERCENTILE_DISC,
        MODE,
        /** The value of the group's only row; fails when there are more. */
        SINGLE_VALUE,
        /** The parameter, whatever the rows. */
        LITERAL
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

    /**
     * Whether the values that count are kept one by one; of other calls a total is, and totals of parts of the rows add up.
     *
     * @param appendOnly whether no row ever leaves
     */
    public boolean keepsValues(boolean appendOnly) {
        return switch (function) {
            case MIN, MAX, ANY_VALUE, ARG_MIN, ARG_MAX -> !appendOnly;
            case STRING_AGG,
                    ARRAY_AGG,
                    JSON_AGG,
                    JSON_OBJECT_AGG,
                    SINGLE_VALUE,
                    PERCENTILE_CONT,
                    PERCENTILE_DISC,
                    MODE -> true;
            default -> distinct;
        };
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
