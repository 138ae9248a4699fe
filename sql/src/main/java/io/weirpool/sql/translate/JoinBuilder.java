package io.weirpool.sql.translate;

import static java.util.Objects.requireNonNull;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Joins;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexNode;

/** JOIN and LATERAL. Conditions are residuals here; which of them are keys is found out later. */
final class JoinBuilder {
    private final PlanBuilder builder;

    JoinBuilder(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation join(Join join) {
        Relation left = completed(builder.relation(join.getLeft()));
        Relation right = completed(builder.relation(join.getRight()));
        List<RexNode> conditions = RelOptUtil.conjunctions(join.getCondition());
        return switch (join.getJoinType()) {
            case INNER -> inner(join, left, right, conditions);
            case LEFT -> left(join, left, right, conditions, false);
            case RIGHT -> left(join, right, left, exchanged(conditions, left, right), true);
            case FULL -> outer(join, left, right, JoinKind.FULL, conditions, false);
            default -> throw Subqueries.unsupported(join.getJoinType() + " JOIN", "Use EXISTS or NOT EXISTS.");
        };
    }

    private Relation completed(Relation relation) {
        return relation.whenEmpty().isEmpty() ? relation : builder.correlation().completed(relation);
    }

    private Relation inner(Join join, Relation left, Relation right, List<RexNode> conditions) {
        Plan joined =
                Joins.of(left.plan(), right.plan(), JoinKind.INNER, List.of()).withHints(Relation.hinted(left, right));
        Relation pairs = pairs(left, right, joined, false);
        return new Subqueries(builder, join.getVariablesSet()).filter(pairs, conditions);
    }

    /** The conditions with the fields of the right before those of the left. */
    private static List<RexNode> exchanged(List<RexNode> conditions, Relation left, Relation right) {
        return Sides.mapped(conditions, i -> i < left.width() ? right.width() + i : i - left.width());
    }

    /**
     * The join's columns in the query's order, then those the conditions of both sides need.
     *
     * @param exchanged whether the query has the right side's columns first
     */
    static Relation pairs(Relation left, Relation right, Plan joined, boolean exchanged) {
        int shift = left.plan().rowType().size();
        List<Integer> first = IntStream.range(0, left.width()).boxed().toList();
        List<Integer> second =
                IntStream.range(shift, shift + right.width()).boxed().toList();
        List<Integer> order = new ArrayList<>(exchanged ? second : first);
        order.addAll(exchanged ? first : second);
        List<Expression> lifted = new ArrayList<>(left.lifted());
        right.lifted().forEach(c -> lifted.add(PlanBuilder.moved(c, i -> shift + i)));
        BitSet hidden = new BitSet();
        lifted.forEach(c -> hidden.or(Scope.innerColumns(c)));
        hidden.stream().filter(i -> !order.contains(i)).forEach(order::add);
        boolean asIs =
                order.equals(IntStream.range(0, joined.rowType().size()).boxed().toList());
        return new Relation(
                asIs ? joined : Calcs.columns(joined, order),
                left.width() + right.width(),
                lifted.stream().map(c -> PlanBuilder.moved(c, order::indexOf)).toList());
    }

    /** A condition with a subquery that looks at the right side only filters that side before. */
    private Relation left(Join join, Relation left, Relation right, List<RexNode> conditions, boolean exchanged) {
        List<RexNode> ofRight = conditions.stream()
                .filter(c ->
                        Subqueries.hasSubquery(c) && join.getVariablesSet().isEmpty() && readsOnlyFrom(c, left.width()))
                .toList();
        if (ofRight.isEmpty()) {
            return outer(join, left, right, JoinKind.LEFT, conditions, exchanged);
        }
        Relation filtered =
                new Subqueries(builder, Set.of()).filter(right, Sides.mapped(ofRight, i -> i - left.width()));
        List<RexNode> others =
                conditions.stream().filter(c -> !ofRight.contains(c)).toList();
        return outer(join, left, filtered, JoinKind.LEFT, others, exchanged);
    }

    private static boolean readsOnlyFrom(RexNode condition, int field) {
        int first = RelOptUtil.InputFinder.bits(condition).nextSetBit(0);
        return first < 0 || first >= field;
    }

    /** The right side's rows are not kept, or both are; the query's fields are the left's, then the right's. */
    private Relation outer(
            Join join, Relation left, Relation right, JoinKind kind, List<RexNode> conditions, boolean exchanged) {
        if (conditions.stream().noneMatch(Subqueries::hasSubquery)) {
            return outer(left, right, kind, conditions, exchanged);
        }
        PairFields fields = new PairFields(join.getVariablesSet(), left.width(), right.width(), exchanged);
        if (PairFields.outermost(conditions).stream().anyMatch(s -> !fields.onlyLeft(s) && !fields.onlyRight(s))) {
            if (kind == JoinKind.FULL) {
                throw Subqueries.unsupported(
                        "a subquery in the ON of a FULL JOIN that looks at both sides",
                        "Join with a subquery in FROM that has it in WHERE.");
            }
            return new OnBothSides(builder, fields, left, right).join(conditions);
        }
        OnSubqueries values = OnSubqueries.of(builder, fields, left, right, conditions);
        Relation joined = outer(values.left(), values.right(), kind, values.conditions(), exchanged);
        return values.without(joined, left.width(), right.width(), exchanged);
    }

    private Relation outer(Relation left, Relation right, JoinKind kind, List<RexNode> conditions, boolean exchanged) {
        List<Expression> tested = new Sides(builder, left, right).conditions(conditions);
        BitSet read = new BitSet();
        tested.forEach(c -> read.or(Scope.outerColumns(c)));
        right.lifted().forEach(c -> read.or(Scope.outerColumns(c)));
        if (kind == JoinKind.FULL) {
            left.lifted().forEach(c -> read.or(Scope.outerColumns(c)));
        }
        if (!read.isEmpty() && kind == JoinKind.FULL) {
            return new CorrelatedFullJoin(builder, left, right, read).join(conditions);
        }
        if (!read.isEmpty()) {
            return correlated(left, right, conditions, read, exchanged);
        }
        Plan joined = Joins.of(left.plan(), right.plan(), kind, tested).withHints(Relation.hinted(left, right));
        return pairs(left, right, joined, exchanged);
    }

    /** Both sides get the columns of the row outside, and must agree on them. */
    private Relation correlated(
            Relation given, Relation right, List<RexNode> conditions, BitSet read, boolean exchanged) {
        List<Integer> outer = read.stream().boxed().toList();
        Correlation.Bound bound = builder.correlation().bind(given, read);
        Relation left = bound.relation();
        Relation carrying = builder.correlation().carrying(right, outer);
        int shift = left.plan().rowType().size();
        List<Expression> tested = new ArrayList<>();
        new Sides(builder, left, carrying).conditions(conditions).forEach(c -> tested.add(bound.apply(c)));
        for (int i = 0; i < outer.size(); i++) {
            int column = requireNonNull(bound.columns().get(outer.get(i)));
            Expression ofLeft = new Input(column, left.plan().rowType().type(column));
            int carried = carrying.width() + i;
            Expression ofRight =
                    new Input(shift + carried, carrying.plan().rowType().type(carried));
            tested.add(Expressions.sameKind(Forms.IS_NOT_DISTINCT, List.of(ofLeft, ofRight))
                    .orElseThrow());
        }
        Relation free = new Relation(carrying.plan(), carrying.width(), List.of());
        return pairs(left, free, Joins.of(left.plan(), carrying.plan(), JoinKind.LEFT, tested), exchanged);
    }

    /** For each row of the left those of a subquery that reads its columns. */
    Relation lateral(Correlate correlate) {
        Relation left = completed(builder.relation(correlate.getLeft()));
        OuterRows.Seen seen =
                new OuterRows(builder, Set.of(correlate.getCorrelationId())).seenBy(correlate.getRight(), left);
        if (correlate.getRight() instanceof TableFunctionScan scan
                && TableFunctions.isTable(scan)
                && !TableFunctions.hasSubquery(scan)) {
            Relation expanded = new TableFunctions(builder.inside(seen.scope()).ordered(builder.isOrdered()))
                    .beside(seen.relation(), scan, correlate.getJoinType() == JoinRelType.LEFT);
            int before = seen.relation().plan().rowType().size();
            List<Expression> made = Calcs.all(expanded.plan().rowType())
                    .subList(before, before + TableFunctions.made(expanded, before, scan));
            return beside(expanded, made);
        }
        Relation right = builder.inside(seen.scope()).relation(correlate.getRight());
        JoinKind kind = correlate.getJoinType() == JoinRelType.LEFT ? JoinKind.LEFT : JoinKind.INNER;
        Nested nested = new Nested(seen.relation(), seen.scope(), right, List.of());
        int width = seen.relation().plan().rowType().size();
        List<Expression> columns = new ArrayList<>();
        Relation joined;
        if (right.whenEmpty().isPresent()) {
            Plan marked = Correlation.marked(right.plan());
            joined = nested.joined(JoinKind.LEFT, right.with(marked));
            columns.addAll(Correlation.withDefaults(
                    joined.plan(), width, marked, right.whenEmpty().get()));
        } else {
            joined = nested.joined(kind, right);
            Plan plan = joined.plan();
            IntStream.range(width, width + right.width())
                    .forEach(i -> columns.add(new Input(i, plan.rowType().type(i))));
        }
        return beside(joined, columns);
    }

    /** The left's columns, these, then those the left's conditions need. */
    private static Relation beside(Relation joined, List<Expression> columns) {
        Plan plan = joined.plan();
        List<Expression> all = new ArrayList<>(Calcs.all(plan.rowType()).subList(0, joined.width()));
        all.addAll(columns);
        int width = all.size();
        BitSet hidden = new BitSet();
        joined.lifted().forEach(c -> hidden.or(Scope.innerColumns(c)));
        hidden.or(joined.order().columns());
        List<Integer> kept = hidden.stream().boxed().toList();
        kept.forEach(i -> all.add(new Input(i, plan.rowType().type(i))));
        List<Expression> lifted = joined.lifted().stream()
                .map(c -> PlanBuilder.moved(c, i -> width + kept.indexOf(i)))
                .toList();
        List<String> names = IntStream.range(0, joined.width())
                .mapToObj(i -> plan.rowType().column(i).name().value())
                .toList();
        return new Relation(Calcs.project(plan, all, names), width, lifted)
                .ordered(joined.order().moved(i -> i < joined.width() ? i : width + kept.indexOf(i)));
    }
}
