package io.weirpool.sql.translate;

import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.rewrite.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** What becomes of the one row of an aggregate over no rows. */
final class OverEmpty {
    private OverEmpty() {}

    /** The row projected; empty when that takes more than the row. */
    static Optional<List<Expression>> project(PlanBuilder builder, Relation relation, List<RexNode> nodes) {
        List<Expression> row = new ArrayList<>();
        for (RexNode node : nodes) {
            Optional<Expression> value = value(builder, relation, node);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            row.add(value.get());
        }
        return Optional.of(row);
    }

    /** Whether one of the conditions is surely not TRUE for the row. */
    static boolean fails(PlanBuilder builder, Relation relation, List<RexNode> conditions) {
        return conditions.stream()
                .flatMap(condition -> value(builder, relation, condition).stream())
                .anyMatch(value -> !Boolean.TRUE.equals(((Constant) value).value()));
    }

    private static Optional<Expression> value(PlanBuilder builder, Relation relation, RexNode node) {
        if (Subqueries.hasSubquery(node) || RexOver.containsOver(node) || TableFunctions.givesRows(node)) {
            return Optional.empty();
        }
        List<Expression> row = relation.whenEmpty().orElseThrow();
        Expression expression = builder.scalar(node, relation.plan());
        if (!Scope.outerColumns(expression).isEmpty()) {
            return Optional.empty();
        }
        try {
            Expression value = ConstantFolding.apply(Substitution.apply(expression, input -> row.get(input.index())));
            return Optional.of(value);
        } catch (ExpressionFailure e) {
            return Optional.empty();
        }
    }
}
