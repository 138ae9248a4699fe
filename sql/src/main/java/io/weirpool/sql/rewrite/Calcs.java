package io.weirpool.sql.rewrite;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Filters and projections of the usual kinds. */
public final class Calcs {
    private Calcs() {}

    /** The plan itself when there is no condition. */
    public static Plan filter(Plan input, List<Expression> conditions) {
        return conditions.isEmpty()
                ? input
                : new Plan.Calc(input, Conjuncts.and(conditions), all(input.rowType()), input.rowType());
    }

    /** All columns, then these. */
    public static Plan with(Plan input, List<Expression> added) {
        List<Expression> projections = new ArrayList<>(all(input.rowType()));
        projections.addAll(added);
        return project(input, projections, names(input.rowType()));
    }

    /** These columns, in this order, with their names. */
    public static Plan columns(Plan input, List<Integer> columns) {
        RowType all = input.rowType();
        List<Expression> projections = columns.stream()
                .<Expression>map(i -> new Expression.Input(i, all.type(i)))
                .toList();
        return project(
                input,
                projections,
                columns.stream().map(i -> all.column(i).name().value()).toList());
    }

    /** These columns, in this order, under other names. */
    static Plan columns(Plan input, List<Integer> columns, RowType rowType) {
        List<Expression> projections = columns.stream()
                .<Expression>map(i -> new Expression.Input(i, input.rowType().type(i)))
                .toList();
        return new Plan.Calc(input, Optional.empty(), projections, rowType);
    }

    /** @param names wanted; of the first columns at least */
    public static Plan project(Plan input, List<Expression> projections, List<String> names) {
        List<String> wanted = new ArrayList<>(names);
        IntStream.range(names.size(), projections.size()).forEach(i -> wanted.add("c" + i));
        List<SqlType> types = projections.stream().map(Expression::type).toList();
        return new Plan.Calc(input, Optional.empty(), projections, ColumnNames.rowType(wanted, types));
    }

    /** Every column as it is. */
    public static List<Expression> all(RowType rowType) {
        return IntStream.range(0, rowType.size())
                .<Expression>mapToObj(i -> new Expression.Input(i, rowType.type(i)))
                .toList();
    }

    static boolean isFilter(Plan.Calc calc) {
        return calc.projections().equals(all(calc.input().rowType()));
    }

    private static List<String> names(RowType rowType) {
        return rowType.columns().stream().map(Column::name).map(n -> n.value()).toList();
    }
}
