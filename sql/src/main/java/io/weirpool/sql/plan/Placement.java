package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import java.util.List;

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

    /** The sources a plan reads, each once, in the order it names them. */
    public static List<Name> sources(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return List.of(scan.source());
        }
        return plan.inputs().stream()
                .flatMap(input -> sources(input).stream())
                .distinct()
                .toList();
    }

    private static boolean hasAggregate(Plan plan) {
        return plan instanceof Plan.Aggregate || plan.inputs().stream().anyMatch(Placement::hasAggregate);
    }
}
