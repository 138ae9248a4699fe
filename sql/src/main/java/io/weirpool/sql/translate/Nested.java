package io.weirpool.sql.translate;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Joins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subquery beside the relation whose rows it is asked for.
 *
 * @param outer the relation
 * @param scope what the subquery sees of its rows
 * @param inner the subquery
 * @param operands columns of {@code outer} that are compared with the subquery's
 */
record Nested(Relation outer, Scope scope, Relation inner, List<Integer> operands) {
    Nested {
        operands = List.copyOf(operands);
    }

    Correlation correlation() {
        return new Correlation(scope);
    }

    /** The subquery with the row it has where it is an aggregate of nothing. */
    Nested completed() {
        return new Nested(outer, scope, correlation().completed(inner), operands);
    }

    /** Column {@code index} of the subquery. */
    Expression value(int index) {
        return new Input(index, inner.plan().rowType().type(index));
    }

    /** What it is compared with, as a column of the row outside. */
    Expression operand(int index) {
        return scope.reference(operands.get(index));
    }

    Expression compare(String comparison, int index) {
        return Expressions.function(comparison, List.of(value(index), operand(index)))
                .orElseThrow(() -> Mistake.invalid(
                        null,
                        "%s and %s do not go together in %s"
                                .formatted(value(index).type(), operand(index).type(), comparison),
                        "Cast one side: x::text, or x::integer."));
    }

    /** The subquery's rows that are equal to the operands. */
    Relation equal() {
        List<Expression> conditions = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            conditions.add(compare("=", i));
        }
        return where(inner, conditions);
    }

    /** The rows for which conditions over them, or over the row outside, are TRUE, too. */
    static Relation where(Relation relation, List<Expression> conditions) {
        List<Expression> lifted = new ArrayList<>(relation.lifted());
        List<Expression> tested = new ArrayList<>();
        conditions.forEach(c -> (Scope.outerColumns(c).isEmpty() ? tested : lifted).add(c));
        return new Relation(
                Calcs.filter(relation.plan(), tested),
                relation.width(),
                lifted,
                Optional.empty(),
                relation.hints(),
                relation.order());
    }

    /** As good as the relation for asking whether it has a row. */
    static Relation someRow(Relation relation) {
        return relation.isCorrelated() ? relation : Relation.of(atMostOne(relation.plan()));
    }

    private static Plan atMostOne(Plan plan) {
        Plan marker =
                Calcs.columns(Correlation.marked(plan), List.of(plan.rowType().size()));
        return new Plan.TopN(marker, List.of(), List.of(), Ranking.ROW_NUMBER, 0, 1, false, marker.rowType());
    }

    /** The relation joined with rows of the subquery on their conditions. */
    Relation joined(JoinKind kind, Relation rows) {
        int width = outer.plan().rowType().size();
        List<Expression> conditions =
                rows.lifted().stream().map(c -> Scope.joined(c, width)).toList();
        return outer.with(Joins.of(outer.plan(), rows.plan(), kind, conditions)
                .withHints(Relation.hinted(Relation.of(outer.plan()), rows)));
    }

    Nested beside(Relation other) {
        return new Nested(other, scope, inner, operands);
    }
}
