package io.weirpool.sql.rewrite;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.Plan;
import java.util.Map;

/** The rules in the order that works: merged first, so that the others see what is really used. */
public final class Rewriter {
    private Rewriter() {}

    /**
     * A plan with the same answer and the same columns.
     *
     * @param sources by name; what they declare says in which order joins are made
     */
    public static Plan rewrite(Plan plan, Map<String, Source> sources) {
        Plan merged = MergeCalcs.apply(plan);
        Plan pushed = MergeCalcs.apply(PushFilters.apply(merged, sources));
        Plan ranked = FilteredArguments.apply(RankFilters.apply(pushed));
        Plan pruned = MergeCalcs.apply(PruneColumns.apply(ranked));
        return ViewsRead.apply(SafeConditionsFirst.apply(MergeCalcs.apply(ExtremesOfGroups.apply(pruned))));
    }
}
