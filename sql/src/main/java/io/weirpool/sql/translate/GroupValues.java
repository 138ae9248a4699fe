package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.AggregateTypes;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
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

    static boolean printApart(SqlType type) {
        return type.kind().scalar() == TypeKind.DECIMAL && type.precision() == SqlType.UNBOUNDED;
    }

    /** A value of the group's rows, always the same for the same rows. */
    static AggregateCall shown(Plan input, int column) {
        SqlType argument = input.rowType().type(column);
        SqlType type = AggregateTypes.of(Function.ANY_VALUE, List.of(argument), argument.nullable());
        return new AggregateCall(Function.ANY_VALUE, List.of(column), false, OptionalInt.empty(), type);
    }

    /** Equal rows once. */
    static Plan distinct(Plan rows) {
        List<Integer> all = IntStream.range(0, rows.rowType().size()).boxed().toList();
        List<Integer> apart =
                all.stream().filter(i -> printApart(rows.rowType().type(i))).toList();
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
        List<String> names = rows.rowType().columns().stream()
                .map(column -> column.name().value())
                .toList();
        return Calcs.project(grouped, columns, names);
    }
}
