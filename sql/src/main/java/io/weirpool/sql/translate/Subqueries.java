package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** Subqueries in expressions: joins that filter, or that give each row the subquery's value. */
final class Subqueries {
    private final PlanBuilder builder;
    /** What Calcite calls the row that the expressions are about. */
    private final Set<CorrelationId> row;
    /** The field of the row that is the relation's first column. */
    private final int first;
    /** Columns of the row that Calcite calls fields of another. */
    private final Map<Scope.Variable, Integer> grouped;

    Subqueries(PlanBuilder builder, Set<CorrelationId> row) {
        this(builder, row, 0);
    }

    Subqueries(PlanBuilder builder, Set<CorrelationId> row, int first) {
        this(builder, row, first, Map.of());
    }

    Subqueries(PlanBuilder builder, Set<CorrelationId> row, Map<Scope.Variable, Integer> grouped) {
        this(builder, row, 0, grouped);
    }

    private Subqueries(PlanBuilder builder, Set<CorrelationId> row, int first, Map<Scope.Variable, Integer> grouped) {
        this.builder = builder;
        this.row = row;
        this.first = first;
        this.grouped = grouped;
    }

    /** The rows for which all conditions are TRUE; those without subqueries are tested first. */
    Relation filter(Relation input, List<RexNode> conditions) {
        List<RexNode> plain = conditions.stream().filter(c -> !hasSubquery(c)).toList();
        Relation filtered = plain(input, plain);
        for (RexNode condition : conditions) {
            if (hasSubquery(condition)) {
                filtered = filter(filtered, condition);
            }
        }
        return filtered;
    }

    static boolean hasSubquery(RexNode node) {
        return RexUtil.SubQueryFinder.find(node) != null;
    }

    private Relation plain(Relation input, List<RexNode> conditions) {
        List<Expression> tested = new ArrayList<>();
        List<Expression> lifted = new ArrayList<>(input.lifted());
        for (RexNode condition : conditions) {
            Expression expression = builder.scalar(condition, input.plan());
            (Scope.outerColumns(expression).isEmpty() ? tested : lifted).add(expression);
        }
        return new Relation(
                Calcs.filter(input.plan(), tested),
                input.width(),
                lifted,
                input.whenEmpty(),
                input.hints(),
                input.order());
    }

    private Relation filter(Relation input, RexNode condition) {
        if (condition instanceof RexSubQuery subquery && isTest(subquery)) {
            return semi(input, subquery);
        }
        if (condition.getKind() == SqlKind.NOT
                && ((RexCall) condition).getOperands().get(0) instanceof RexSubQuery subquery
                && isTest(subquery)) {
            return anti(input, subquery);
        }
        Extended extended = extend(new Extended(input, List.of(condition)));
        return plain(extended.relation(), extended.nodes());
    }

    /** What is compared with the subquery's rows must be there before them, a subquery within it too. */
    private static boolean isTest(RexSubQuery subquery) {
        return subquery.getKind() == SqlKind.EXISTS
                || (subquery.getKind() == SqlKind.IN
                        && subquery.getOperands().stream().noneMatch(Subqueries::hasSubquery));
    }

    private Relation semi(Relation input, RexSubQuery subquery) {
        Nested nested = nested(input, subquery).completed();
        Relation inner = subquery.getKind() == SqlKind.IN ? nested.equal() : nested.inner();
        return nested.joined(JoinKind.SEMI, Nested.someRow(inner));
    }

    private Relation anti(Relation input, RexSubQuery subquery) {
        Nested nested = nested(input, subquery).completed();
        return subquery.getKind() == SqlKind.IN
                ? new NotIn(nested).filtered()
                : nested.joined(JoinKind.ANTI, Nested.someRow(nested.inner()));
    }

    /** The same expressions, their subqueries replaced by columns that hold their values. */
    Extended extend(Extended given) {
        Relation[] relation = {given.relation()};
        LazySubquery lazy = new LazySubquery(row, first, grouped);
        RexShuttle values = new RexShuttle() {
            private boolean choosing;

            @Override
            public RexNode visitCall(RexCall call) {
                boolean before = choosing;
                choosing |= LazySubquery.isChoice(call);
                RexNode replaced = super.visitCall(call);
                choosing = before;
                return replaced;
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subquery) {
                RexNode apart = choosing ? lazy.apart(subquery) : null;
                return apart == null ? value(subquery) : apart.accept(this);
            }

            private RexNode value(RexSubQuery subquery) {
                List<RexNode> operands = visitList(subquery.getOperands(), new boolean[1]);
                Nested nested = nested(relation[0], subquery.clone(subquery.getType(), operands));
                SubqueryValue value = SubqueryValue.of(subquery, nested, builder);
                relation[0] = value.relation();
                return new RexInputRef(value.column(), subquery.getType());
            }
        };
        List<RexNode> nodes = new ArrayList<>();
        for (RexNode node : given.nodes()) {
            nodes.add(hasSubquery(node) ? node.accept(values) : node);
        }
        return new Extended(relation[0], nodes);
    }

    /** The subquery translated in the scope of the relation's rows, its operands being columns of them. */
    private Nested nested(Relation given, RexSubQuery subquery) {
        Relation outer = given;
        List<Expression> operands = new ArrayList<>();
        BitSet read = new BitSet();
        for (RexNode operand : subquery.getOperands()) {
            operands.add(builder.scalar(operand, outer.plan()));
            read.or(Scope.outerColumns(operands.get(operands.size() - 1)));
        }
        if (!read.isEmpty()) {
            Correlation.Bound bound = builder.correlation().bind(outer, read);
            operands.replaceAll(bound::apply);
            outer = bound.relation();
        }
        int width = outer.plan().rowType().size();
        List<Expression> computed =
                operands.stream().filter(o -> !(o instanceof Expression.Input)).toList();
        Plan plan = computed.isEmpty() ? outer.plan() : Calcs.with(outer.plan(), computed);
        List<Integer> columns = operands.stream()
                .map(o -> o instanceof Expression.Input input ? input.index() : width + computed.indexOf(o))
                .toList();
        return inside(outer.with(plan), subquery, columns);
    }

    private Nested inside(Relation outer, RexSubQuery subquery, List<Integer> operands) {
        OuterRows.Seen seen = new OuterRows(builder, row, first, grouped).seenBy(subquery.rel, outer);
        Relation inner = builder.inside(seen.scope()).relation(subquery.rel);
        return new Nested(seen.relation(), seen.scope(), inner, operands);
    }

    static Mistake unsupported(String what, String instead) {
        return Mistake.unsupported(null, what + " is not supported", instead);
    }
}
