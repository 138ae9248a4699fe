package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Slices;

/**
 * Groups of overlapping windows are kept by slice where they can be ({@link Slices#keeping}). After all other rules, as what
 * stands between windows and groups must stay as it is; not for rows that are written once, when their window is closed.
 */
public final class WindowsBySlice extends InputsRewritten {
    private static final WindowsBySlice RULE = new WindowsBySlice();

    private WindowsBySlice() {}

    public static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitAggregate(Plan.Aggregate aggregate) {
        Plan.Aggregate given = (Plan.Aggregate) inputsOf(aggregate);
        return Slices.keeping(given).<Plan>map(given::keptBy).orElse(given);
    }
}
