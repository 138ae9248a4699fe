package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.AggregateTypes;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Joins;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What groups show of columns whose equal values print differently: 1.0 and 1.00 are one group, and the key of the group
 * has forgotten how they were written, so a value of its rows is shown, as in PostgreSQL.
 */
final class GroupValues {
    private GroupValues() {}

    /** A value of the group's rows, always the same for the same rows. */
    static AggregateCall shown(Plan input, int column) {
        SqlType argument = input.rowType().type(column);
        SqlType type = AggregateTypes.of(Function.ANY_VALUE, List.of(argument), argument.nullable());
        return new AggregateCall(Function.ANY_VALUE, List.of(column), false, OptionalInt.empty(), type);
    }

    /**
     * Rows of INTERSECT or EXCEPT as they are in the first input, as in PostgreSQL: what counts them knows their keys only.
     *
     * @param rows of the operation
     * @param first the operation's first input, which has all of them
     */
    static Plan asIn(Plan first, Plan rows) {
        int width = rows.rowType().size();
        List<Integer> all = IntStream.range(0, width).boxed().toList();
        if (all.stream().noneMatch(i -> rows.rowType().type(i).printsApart())) {
            return rows;
        }
        Plan values = distinct(first);
        List<Expression> same = new ArrayList<>();
        List<Expression> columns = new ArrayList<>();
        for (int i : all) {
            Input key = new Input(i, rows.rowType().type(i));
            Input value = new Input(width + i, values.rowType().type(i));
            same.add(new Call(
                    "IS NOT DISTINCT FROM",
                    List.of(key, value),
                    SqlType.of(TypeKind.BOOLEAN).notNull()));
            columns.add(key.type().printsApart() ? value : key);
        }
        return Calcs.project(Joins.of(rows, values, JoinKind.INNER, same), columns, names(rows));
    }

    private static List<String> names(Plan rows) {
        return rows.rowType().columns().stream()
                .map(column -> column.name().value())
                .toList();
    }

    /** Equal rows once. */
    static Plan distinct(Plan rows) {
        List<Integer> all = IntStream.range(0, rows.rowType().size()).boxed().toList();
        List<Integer> apart =
                all.stream().filter(i -> rows.rowType().type(i).printsApart()).toList();
        if (apart.isEmpty()) {
            return new Plan.Aggregate(rows, all, List.of(), rows.rowType());
        }
        Plan grouped =
                Groups.plan(rows, all, apart.stream().map(i -> shown(rows, i)).toList());
        List<Expression> columns = new ArrayList<>();
        for (int i : all) {
            int column = apart.contains(i) ? all.size() + apart.indexOf(i) : i;
            columns.add(new Input(column, grouped.rowType().type(column)));
        }
        return Calcs.project(grouped, columns, names(rows));
    }
}
