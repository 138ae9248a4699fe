package io.weirpool.sql.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which input of a join without keys is sent to all tasks, so that the rows of the other one can be spread over them: each
 * of those then meets all it can match where it is.
 *
 * <p>The input sent must be small, as every task keeps it whole: what a hint says is, at most one row, constants, or the rows
 * of a table. And what becomes of its rows without a match must not matter, as no task sees all that they could match.
 */
public final class Broadcast {
    private static final List<Predicate<Plan>> SMALLEST_FIRST =
            List.of(Broadcast::atMostOneRow, Broadcast::isConstant, Broadcast::isTable);

    private Broadcast() {}

    /** The input's number; empty where the join has keys, or all rows must meet in one task. */
    public static OptionalInt input(Plan.Join join) {
        if (!join.keys().isEmpty() || join.kind() == JoinKind.FULL) {
            return OptionalInt.empty();
        }
        OptionalInt hinted =
                inputs(join).filter(join::isSmall).mapToInt(Integer::intValue).findFirst();
        return hinted.isPresent() ? hinted : smallest(join);
    }

    private static OptionalInt smallest(Plan.Join join) {
        return SMALLEST_FIRST.stream()
                .flatMap(small ->
                        inputs(join).filter(input -> small.test(join.inputs().get(input))))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Those whose rows matter only beside rows of the other. */
    private static Stream<Integer> inputs(Plan.Join join) {
        return join.kind() == JoinKind.INNER ? Stream.of(1, 0) : Stream.of(1);
    }

    private static boolean atMostOneRow(Plan plan) {
        if (plan instanceof Plan.ViewRows view) {
            return atMostOneRow(view.rows());
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate.groups().isEmpty();
        }
        if (plan instanceof Plan.TopN topN) {
            return topN.partition().isEmpty() && topN.ranks() <= 1 && topN.ranking() == Ranking.ROW_NUMBER;
        }
        if (plan instanceof Plan.Join join) {
            boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
            return join.kind() != JoinKind.FULL
                    && atMostOneRow(join.left())
                    && (leftOnly || atMostOneRow(join.right()));
        }
        return (plan instanceof Plan.Values values && values.rows().size() <= 1)
                || (plan instanceof Plan.Calc calc && atMostOneRow(calc.input()));
    }

    private static boolean isConstant(Plan plan) {
        return plan instanceof Plan.Values
                || (Placement.isRowByRow(plan) && isConstant(plan.inputs().get(0)));
    }

    private static boolean isTable(Plan plan) {
        return (plan instanceof Plan.Scan scan && !scan.appendOnly())
                || (plan instanceof Plan.Calc calc && isTable(calc.input()));
    }
}
