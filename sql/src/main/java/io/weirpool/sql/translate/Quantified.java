package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code x > SOME (S)}, from the least and the greatest value of S and how many it has: some value is below x when the least
 * is. Calcite says {@code x > ALL (S)} as {@code NOT x <= SOME (S)}.
 */
final class Quantified {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);

    private final Nested nested;
    private final String comparison;

    /** @param operator {@code < SOME} or another comparison */
    Quantified(Nested nested, String operator) {
        this.nested = nested;
        this.comparison = operator.substring(0, operator.indexOf(' '));
    }

    SubqueryValue value() {
        if (nested.operands().size() != 1) {
            throw Subqueries.unsupported("SOME or ALL over rows of several columns", "Compare column by column.");
        }
        nested.compare(comparison, 0);
        Correlation.Keyed keyed = nested.correlation().keyed(nested.inner());
        List<Integer> groups = keyed.keys().stream().distinct().toList();
        Plan aggregate = aggregate(keyed.relation().plan(), groups);
        List<Expression> lifted = keyed.relation().lifted().stream()
                .map(c -> PlanBuilder.moved(c, groups::indexOf))
                .toList();
        int width = nested.outer().plan().rowType().size();
        Relation joined = nested.joined(JoinKind.LEFT, new Relation(aggregate, groups.size() + calls().size(), lifted));
        return SubqueryValue.computed(joined, answer(joined.plan(), width + groups.size()));
    }

    private Plan aggregate(Plan input, List<Integer> groups) {
        return Groups.plan(input, groups, calls());
    }

    /** The least, the greatest, how many there are, how many of them are not NULL. */
    private List<AggregateCall> calls() {
        SqlType type = unlimited(nested.value(0).type());
        return List.of(
                new AggregateCall(Function.MIN, List.of(0), false, OptionalInt.empty(), type),
                new AggregateCall(Function.MAX, List.of(0), false, OptionalInt.empty(), type),
                new AggregateCall(Function.COUNT, List.of(), false, OptionalInt.empty(), BIGINT.notNull()),
                new AggregateCall(Function.COUNT, List.of(0), false, OptionalInt.empty(), BIGINT.notNull()));
    }

    private static SqlType unlimited(SqlType type) {
        return switch (type.kind()) {
            case DECIMAL, VARCHAR -> SqlType.of(type.kind());
            case BOOLEAN, UUID, JSON -> throw Subqueries.unsupported("SOME or ALL over " + type, "Use EXISTS or IN.");
            default -> {
                if (type.kind().isArray()) {
                    throw Subqueries.unsupported("SOME or ALL over " + type, "Use EXISTS or IN.");
                }
                yield type.withNullable(true);
            }
        };
    }

    private Expression answer(Plan joined, int from) {
        Expression operand =
                new Input(nested.operands().get(0), nested.operand(0).type());
        Expression least = column(joined, from);
        Expression greatest = column(joined, from + 1);
        Expression all = column(joined, from + 2);
        Expression values = column(joined, from + 3);
        List<Expression> choice = new ArrayList<>();
        Expression zero = new Constant(0L, BIGINT.notNull());
        Expression count =
                Expressions.sameKind(Forms.COALESCE, List.of(all, zero)).orElseThrow();
        choice.addAll(List.of(function("=", count, zero), SubqueryValue.constant(false)));
        choice.addAll(List.of(some(operand, least, greatest), SubqueryValue.constant(true)));
        Expression unknown = Expressions.form(
                Forms.OR, List.of(Expressions.form(Forms.IS_NULL, List.of(operand)), function("<>", all, values)));
        choice.addAll(List.of(unknown, SubqueryValue.constant(null)));
        choice.add(SubqueryValue.constant(false));
        return Expressions.choice(choice).orElseThrow();
    }

    private Expression some(Expression operand, Expression least, Expression greatest) {
        return switch (comparison) {
            case "<", "<=" -> function(comparison, operand, greatest);
            case ">", ">=" -> function(comparison, operand, least);
            default ->
                Expressions.form(Forms.OR, List.of(function("<>", operand, least), function("<>", operand, greatest)));
        };
    }

    private static Expression column(Plan plan, int index) {
        return new Input(index, plan.rowType().type(index));
    }

    private static Expression function(String name, Expression... operands) {
        return Expressions.function(name, List.of(operands)).orElseThrow();
    }
}
