package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/** Calcite's tree to ours, node by node; types are ours from the leaves up. */
final class PlanBuilder {
    private PlanBuilder() {}

    /** @throws Mistake for a node that has no counterpart */
    static Plan build(RelNode node) {
        if (node instanceof TableScan scan) {
            return scan(scan);
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (node instanceof Sort sort && sort.fetch == null && sort.offset == null) {
            return build(sort.getInput()); // a table has no order
        }
        throw Mistake.unsupported(
                null, node.getRelTypeName() + " is not supported yet", "docs/sql.md lists what is supported.");
    }

    private static Plan scan(TableScan scan) {
        Source source = scan.getTable().unwrap(Source.class);
        if (source == null) {
            throw new IllegalStateException(
                    "no source behind " + scan.getTable().getQualifiedName());
        }
        List<Integer> columns =
                IntStream.range(0, source.columns().size()).boxed().toList();
        return new Plan.Scan(source.name(), columns, source.columns(), !source.isTable());
    }

    private static Plan project(Project project) {
        Plan input = build(project.getInput());
        List<Expression> expressions = project.getProjects().stream()
                .map(rex -> Scalars.convert(rex, input.rowType()))
                .toList();
        RowType rowType = ColumnNames.rowType(
                project.getRowType().getFieldNames(),
                expressions.stream().map(Expression::type).toList());
        return new Plan.Calc(input, Optional.empty(), expressions, rowType);
    }

    private static Plan filter(Filter filter) {
        Plan input = build(filter.getInput());
        RexNode condition = filter.getCondition();
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < input.rowType().size(); i++) {
            columns.add(new Expression.Input(i, input.rowType().type(i)));
        }
        Expression converted = Scalars.convert(condition, input.rowType());
        return new Plan.Calc(input, Optional.of(converted), columns, input.rowType());
    }

    private static Plan aggregate(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw Mistake.unsupported(null, "grouping sets are not supported yet", "Make one view for each grouping.");
        }
        Plan input = build(aggregate.getInput());
        List<Integer> groups = aggregate.getGroupSet().asList();
        List<AggregateCall> calls = aggregate.getAggCallList().stream()
                .map(call -> AggregateCalls.of(call, input))
                .toList();
        List<SqlType> types = new ArrayList<>();
        groups.forEach(index -> types.add(input.rowType().type(index)));
        calls.forEach(call -> types.add(call.type()));
        return new Plan.Aggregate(
                input, groups, calls, ColumnNames.rowType(aggregate.getRowType().getFieldNames(), types));
    }
}
