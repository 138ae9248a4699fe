package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;

/** Where a view's work is done: the one rule that catalog and topology share. */
public final class Placement {
    private Placement() {}

    /**
     * Whether rows are sent between tasks, so that a view partition hears of every log partition: to bring a group's rows
     * together, or equal rows of a bag. A table's rows already are where their key says; so are rows of an append-only
     * bag.
     */
    public static boolean hasHop(Plan plan, ViewKey key) {
        return key instanceof ViewKey.RowHash || hasAggregate(plan);
    }

    private static boolean hasAggregate(Plan plan) {
        return plan instanceof Plan.Aggregate || plan.inputs().stream().anyMatch(Placement::hasAggregate);
    }
}
