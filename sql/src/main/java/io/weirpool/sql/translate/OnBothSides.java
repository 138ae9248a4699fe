package io.weirpool.sql.translate;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.rewrite.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;

/**
 * A LEFT JOIN of which the ON has a subquery that looks at both sides. It is the right side asked for by each row of the
 * left: its rows, with what the conditions read of the left's, are filtered, and the left is joined with those that are
 * kept.
 */
final class OnBothSides {
    private final PlanBuilder builder;
    private final PairFields fields;
    private final Relation left;
    private final Relation right;
    private final Scope scope;

    OnBothSides(PlanBuilder builder, PairFields fields, Relation left, Relation right) {
        if (builder.scope() != null) {
            throw Subqueries.unsupported(
                    "a subquery in the ON of an outer join that looks at both sides, inside a subquery",
                    "Join with a subquery in FROM that has it in WHERE.");
        }
        this.builder = builder;
        this.fields = fields;
        this.left = left;
        this.right = right;
        this.scope = new Scope(left.plan(), Set.of(), 0, Map.of());
    }

    /** @param conditions over the fields of the left, then those of the right */
    Relation join(List<RexNode> conditions) {
        List<RexNode> plain =
                conditions.stream().filter(c -> !Subqueries.hasSubquery(c)).toList();
        List<RexNode> others =
                conditions.stream().filter(Subqueries::hasSubquery).toList();
        List<Integer> carried = readOfLeft(conditions);
        Relation asked = new Relation(right.plan(), right.width(), lifted(plain));
        Relation found = new Correlation(scope).carrying(asked, carried);
        Map<Scope.Variable, Integer> inside = new HashMap<>();
        for (RexSubQuery subquery : all(others)) {
            fields.variables(subquery)
                    .forEach(variable -> inside.put(variable, column(fields.placed(variable.field()), carried)));
        }
        Relation kept = new Subqueries(builder.inside(scope), Set.of(), inside)
                .filter(found, Sides.mapped(others, field -> column(field, carried)));
        Relation joined = new Nested(left, scope, kept, List.of()).joined(JoinKind.LEFT, kept);
        Relation free = new Relation(kept.plan(), right.width(), List.of());
        return JoinBuilder.pairs(left, free, joined.plan(), fields.exchanged());
    }

    /** Where a field is in the right side's rows with what they carry of the left's. */
    private int column(int field, List<Integer> carried) {
        return field < left.width() ? right.width() + carried.indexOf(field) : field - left.width();
    }

    private List<Integer> readOfLeft(List<RexNode> conditions) {
        Set<Integer> read = new TreeSet<>();
        conditions.forEach(c -> read.addAll(RelOptUtil.InputFinder.bits(c).asList()));
        PairFields.outermost(conditions).forEach(subquery -> read.addAll(fields.readBy(subquery)));
        return read.stream().filter(field -> field < left.width()).toList();
    }

    private static List<RexSubQuery> all(List<RexNode> conditions) {
        List<RexSubQuery> all = new ArrayList<>();
        for (RexSubQuery subquery : PairFields.outermost(conditions)) {
            all.add(subquery);
            all.addAll(all(subquery.getOperands()));
        }
        return all;
    }

    private List<Expression> lifted(List<RexNode> conditions) {
        int size = left.plan().rowType().size();
        return new Sides(builder, left, right)
                .conditions(conditions).stream()
                        .map(condition -> Substitution.apply(
                                condition,
                                input -> input.index() < size
                                        ? scope.reference(input.index())
                                        : new Input(input.index() - size, input.type())))
                        .toList();
    }
}
