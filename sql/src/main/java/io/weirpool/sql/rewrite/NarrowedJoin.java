package io.weirpool.sql.rewrite;

import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.HintedInput;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An outer join without the rows that a condition above it leaves out anyway: {@code a LEFT JOIN b ... WHERE b.x > 5} has no
 * row without a {@code b}, so it is an inner join. Less is kept, more conditions come before the join, and a row that
 * PostgreSQL, which does the same, tests nothing of cannot fail.
 *
 * @param exchanged whether the sides have changed places, as there is no RIGHT JOIN
 */
record NarrowedJoin(Plan.Join join, boolean isSame, boolean exchanged) {
    static NarrowedJoin of(Plan.Join join, List<Expression> above) {
        int width = join.left().rowType().size();
        boolean noLeft = above.stream().anyMatch(c -> Rejection.whereMissing(c, column -> column < width));
        boolean noRight = above.stream().anyMatch(c -> Rejection.whereMissing(c, column -> column >= width));
        if (join.kind() == JoinKind.LEFT && noRight) {
            return new NarrowedJoin(as(join, JoinKind.INNER), false, false);
        }
        if (join.kind() != JoinKind.FULL || !(noLeft || noRight)) {
            return new NarrowedJoin(join, true, false);
        }
        if (noLeft) {
            return new NarrowedJoin(as(join, noRight ? JoinKind.INNER : JoinKind.LEFT), false, false);
        }
        return new NarrowedJoin(as(exchange(join), JoinKind.LEFT), false, true);
    }

    private static Plan.Join as(Plan.Join join, JoinKind kind) {
        return Joins.of(join.left(), join.right(), kind, Joins.conditions(join)).withHints(join.hints());
    }

    private static Plan.Join exchange(Plan.Join join) {
        int width = join.left().rowType().size();
        int others = join.right().rowType().size();
        List<Expression> conditions = Joins.conditions(join).stream()
                .map(c -> exchange(c, width, others))
                .toList();
        List<HintedInput> hints = join.hints().stream()
                .map(hint -> new HintedInput(1 - hint.input(), hint.hint()))
                .toList();
        return Joins.of(/* left= */ join.right(), /* right= */ join.left(), JoinKind.FULL, conditions)
                .withHints(hints);
    }

    /** The condition over the right's columns followed by the left's. */
    private static Expression exchange(Expression condition, int width, int others) {
        return Substitution.apply(
                condition,
                input -> new Expression.Input(
                        input.index() < width ? others + input.index() : input.index() - width, input.type()));
    }

    /** Conditions over the given join's columns over those of this one. */
    List<Expression> moved(List<Expression> conditions) {
        int left = join.left().rowType().size();
        int right = join.right().rowType().size();
        return exchanged
                ? conditions.stream().map(c -> exchange(c, right, left)).toList()
                : conditions;
    }

    /** The given join's columns, as it had them. */
    Plan restored(Plan plan, RowType rowType) {
        int first = exchanged ? join.left().rowType().size() : 0;
        List<Integer> order = IntStream.range(0, rowType.size())
                .map(i -> (i + first) % rowType.size())
                .boxed()
                .toList();
        return Calcs.columns(plan, order, rowType);
    }
}
