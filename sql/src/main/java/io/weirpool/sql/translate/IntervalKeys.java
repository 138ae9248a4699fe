package io.weirpool.sql.translate;

import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Plan;
import java.util.stream.IntStream;

/**
 * Refuses intervals as keys of which rows are made again: 1 month and 30 days are one key, and PostgreSQL shows the one
 * that it saw first.
 */
final class IntervalKeys {
    private IntervalKeys() {}

    /** @throws Mistake when an aggregate groups by an interval, or rows of a set operation hold one */
    static void refuse(Plan plan) {
        boolean grouped = plan instanceof Plan.Aggregate aggregate
                && aggregate.groups().stream().anyMatch(column -> isInterval(aggregate.input(), column));
        boolean inSet = plan instanceof Plan.SetOperation
                && IntStream.range(0, plan.rowType().size()).anyMatch(column -> isInterval(plan, column));
        if (grouped || inSet) {
            throw Mistake.unsupported(
                    null,
                    "GROUP BY, DISTINCT and set operations over an INTERVAL are not supported",
                    "Use its seconds instead: extract(epoch from x).");
        }
        plan.inputs().forEach(IntervalKeys::refuse);
    }

    private static boolean isInterval(Plan plan, int column) {
        return plan.rowType().type(column).kind().scalar() == TypeKind.INTERVAL;
    }
}
