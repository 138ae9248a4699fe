package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.KeyDerivation;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Equality;
import io.weirpool.sql.rewrite.Joins;
import io.weirpool.sql.rewrite.Substitution;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A subquery that stands for one value: NULL when it has no row, a failure when it has several. */
final class ScalarSubquery {
    private final Nested nested;
    private final PlanBuilder builder;

    ScalarSubquery(Nested nested, PlanBuilder builder) {
        this.nested = nested;
        this.builder = builder;
    }

    SubqueryValue value() {
        Relation inner = nested.inner();
        int width = nested.outer().plan().rowType().size();
        if (inner.whenEmpty().isPresent()) {
            Plan marked = Correlation.marked(inner.plan());
            Relation joined = nested.joined(JoinKind.LEFT, inner.with(marked));
            List<Expression> row = Correlation.withDefaults(
                    joined.plan(), width, marked, inner.whenEmpty().get());
            return SubqueryValue.computed(joined, row.get(0));
        }
        return hasOneRow(inner) ? new SubqueryValue(nested.joined(JoinKind.LEFT, inner), width) : single(width);
    }

    /** Whether no row outside can find two: the conditions fix all columns of a key. */
    private boolean hasOneRow(Relation inner) {
        Set<Integer> fixed = inner.lifted().stream()
                .flatMap(c ->
                        Equality.of(c, read -> read.length() <= Scope.OUTER, read -> read.nextSetBit(0) >= Scope.OUTER)
                                .stream())
                .filter(equality -> equality.left() instanceof Input)
                .map(equality -> ((Input) equality.left()).index())
                .collect(Collectors.toSet());
        return KeyDerivation.columns(inner.plan(), builder.sources())
                .filter(fixed::containsAll)
                .isPresent();
    }

    private SubqueryValue single(int width) {
        Correlation.Keyed keyed = nested.correlation().keyed(nested.inner());
        List<Integer> groups = keyed.keys().stream().distinct().toList();
        SqlType type = nested.value(0).type().withNullable(true);
        AggregateCall call =
                new AggregateCall(AggregateCall.Function.SINGLE_VALUE, List.of(0), false, OptionalInt.empty(), type);
        Plan aggregate = Groups.plan(askedFor(keyed.relation()), groups, List.of(call));
        List<Expression> lifted = keyed.relation().lifted().stream()
                .map(c -> PlanBuilder.moved(c, groups::indexOf))
                .toList();
        Relation joined = nested.joined(JoinKind.LEFT, new Relation(aggregate, groups.size() + 1, lifted));
        return new SubqueryValue(joined, width + groups.size());
    }

    /** Only rows that some row outside finds: that others are several is no failure. */
    private Plan askedFor(Relation inner) {
        if (!inner.isCorrelated()) {
            return inner.plan();
        }
        int width = inner.plan().rowType().size();
        List<Expression> conditions = inner.lifted().stream()
                .map(c -> Substitution.apply(
                        c,
                        input -> input.index() < Scope.OUTER
                                ? input
                                : new Input(width + input.index() - Scope.OUTER, input.type())))
                .toList();
        return Joins.of(inner.plan(), nested.scope().outer(), JoinKind.SEMI, conditions);
    }
}
