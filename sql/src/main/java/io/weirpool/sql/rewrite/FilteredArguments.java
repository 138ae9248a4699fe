package io.weirpool.sql.rewrite;

import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Infallible;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate with FILTER reads is computed for the rows it counts only, as the others may have no value for it:
 * {@code avg(a / b) FILTER (WHERE b <> 0)}.
 */
final class FilteredArguments extends InputsRewritten {
    private static final FilteredArguments RULE = new FilteredArguments();

    private FilteredArguments() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitAggregate(Plan.Aggregate aggregate) {
        Plan input = aggregate.input().accept(this);
        if (!(input instanceof Plan.Calc calc)) {
            return aggregate.withInputs(List.of(input));
        }
        List<Expression> columns = new ArrayList<>(calc.projections());
        List<AggregateCall> calls =
                aggregate.calls().stream().map(call -> guarded(call, columns)).toList();
        Plan wider = columns.size() == calc.projections().size() ? calc : with(calc, columns);
        return new Plan.Aggregate(wider, aggregate.groups(), calls, aggregate.rowType());
    }

    private static Plan with(Plan.Calc calc, List<Expression> columns) {
        List<String> names = new ArrayList<>();
        calc.rowType().columns().forEach(column -> names.add(column.name().value()));
        while (names.size() < columns.size()) {
            names.add("c" + names.size());
        }
        List<SqlType> types = columns.stream().map(Expression::type).toList();
        return new Plan.Calc(calc.input(), calc.condition(), columns, ColumnNames.rowType(names, types));
    }

    /** The call over columns that are NULL where its filter is not TRUE. */
    private static AggregateCall guarded(AggregateCall call, List<Expression> columns) {
        if (call.filter().isEmpty()) {
            return call;
        }
        int filter = call.filter().getAsInt();
        Expression condition = columns.get(filter);
        return call.rebase(column -> {
            Expression argument = columns.get(column);
            return column == filter || Infallible.is(argument)
                    ? column
                    : place(
                            new Call(
                                    "CASE",
                                    List.of(
                                            condition,
                                            argument,
                                            new Constant(null, argument.type().withNullable(true))),
                                    argument.type().withNullable(true)),
                            columns);
        });
    }

    private static int place(Expression expression, List<Expression> columns) {
        int known = columns.indexOf(expression);
        if (known >= 0) {
            return known;
        }
        columns.add(expression);
        return columns.size() - 1;
    }
}
