package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Conjuncts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * A subquery's value for each row of a relation.
 *
 * @param relation the relation, joined with what gives the value
 * @param column where the value is
 */
record SubqueryValue(Relation relation, int column) {
    private static final SqlType BOOLEAN = SqlType.of(TypeKind.BOOLEAN);

    static SubqueryValue of(RexSubQuery subquery, Nested nested, PlanBuilder builder) {
        return switch (subquery.getKind()) {
            case EXISTS -> exists(nested.completed());
            case IN -> in(nested.completed());
            case SOME ->
                new Quantified(nested.completed(), subquery.getOperator().getName()).value();
            case SCALAR_QUERY -> new ScalarSubquery(nested, builder).value();
            default ->
                throw Subqueries.unsupported(
                        "a subquery as " + subquery.getOperator().getName(), "Use a join.");
        };
    }

    /** The expression over the relation's columns as a column of it. */
    static SubqueryValue computed(Relation relation, Expression value) {
        return value instanceof Input input
                ? new SubqueryValue(relation, input.index())
                : new SubqueryValue(
                        relation.with(Calcs.with(relation.plan(), List.of(value))),
                        relation.plan().rowType().size());
    }

    private static SubqueryValue exists(Nested nested) {
        Found found = found(nested, nested.inner());
        return computed(found.relation, found.test);
    }

    /** A relation, and over it whether a row was found. */
    private record Found(Relation relation, Expression test) {}

    /** Each row joined with a mark, at most one, that there are rows of the subquery for it. */
    private static Found found(Nested nested, Relation rows) {
        Relation marks = marks(nested, rows);
        Relation joined = nested.joined(JoinKind.LEFT, marks);
        int last = joined.plan().rowType().size() - 1;
        Expression mark = new Input(last, joined.plan().rowType().type(last));
        return new Found(joined, Expressions.form(Forms.IS_NOT_NULL, List.of(mark)));
    }

    private static Relation marks(Nested nested, Relation rows) {
        if (!rows.isCorrelated()) {
            return Nested.someRow(rows);
        }
        Correlation.Keyed keyed = nested.correlation().keyed(rows);
        Plan plan = Calcs.columns(keyed.relation().plan(), keyed.keys());
        List<Integer> all = IntStream.range(0, keyed.keys().size()).boxed().toList();
        Plan distinct = new Plan.Aggregate(plan, all, List.of(), plan.rowType());
        List<Expression> lifted = keyed.relation().lifted().stream()
                .map(c -> PlanBuilder.moved(c, keyed.keys()::indexOf))
                .toList();
        return new Relation(Correlation.marked(distinct), distinct.rowType().size(), lifted);
    }

    /** TRUE when a row is equal, else NULL when one may be, as there is a NULL on a side, else FALSE. */
    private static SubqueryValue in(Nested nested) {
        Found equal = found(nested, nested.equal());
        List<Expression> choice = new ArrayList<>(List.of(equal.test, constant(true)));
        Relation relation = equal.relation;
        for (Unknown unknown : unknown(nested)) {
            Found found = found(nested.beside(relation), unknown.rows);
            relation = found.relation;
            List<Expression> tests = new ArrayList<>(List.of(found.test));
            unknown.test.ifPresent(tests::add);
            choice.addAll(List.of(Conjuncts.and(tests).orElseThrow(), constant(null)));
        }
        choice.add(constant(false));
        return computed(relation, Expressions.choice(choice).orElseThrow());
    }

    /** Rows of the subquery, any of which makes the answer NULL for a row outside that passes the test. */
    private record Unknown(Relation rows, Optional<Expression> test) {}

    private static List<Unknown> unknown(Nested nested) {
        int count = nested.operands().size();
        boolean nullable = IntStream.range(0, count)
                .anyMatch(i -> nested.value(i).type().nullable()
                        || nested.operand(i).type().nullable());
        if (count > 1) {
            List<Expression> perhaps = IntStream.range(0, count)
                    .mapToObj(i -> NotIn.perhapsEqual(nested, i))
                    .toList();
            Relation rows = Nested.where(nested.inner(), perhaps);
            return nullable ? List.of(new Unknown(rows, Optional.empty())) : List.of();
        }
        List<Unknown> unknown = new ArrayList<>();
        if (nested.value(0).type().nullable()) {
            Expression isNull = Expressions.form(Forms.IS_NULL, List.of(nested.value(0)));
            unknown.add(new Unknown(Nested.where(nested.inner(), List.of(isNull)), Optional.empty()));
        }
        if (nested.operand(0).type().nullable()) {
            Expression operand =
                    new Input(nested.operands().get(0), nested.operand(0).type());
            unknown.add(new Unknown(nested.inner(), Optional.of(Expressions.form(Forms.IS_NULL, List.of(operand)))));
        }
        return unknown;
    }

    static Constant constant(@Nullable Boolean value) {
        return new Constant(value, BOOLEAN.withNullable(value == null));
    }
}
