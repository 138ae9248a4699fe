package io.weirpool.e2e.oracle;

import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of operators the plans of cases have, of all there are. For any thread. */
final class PlanKinds {
    private final Set<String> seen = new TreeSet<>();

    /** Every kind that a view can be planned to. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (Class<?> kind : Plan.class.getPermittedSubclasses()) {
            all.add(kind.getSimpleName());
        }
        for (JoinKind kind : JoinKind.values()) {
            all.add("Join " + kind);
        }
        for (Ranking ranking : Ranking.values()) {
            all.add("TopN " + ranking);
        }
        return all;
    }

    /** @param views of the case that compile together */
    synchronized void add(Case given, List<Case.ViewSpec> views) {
        PipelineCompiler.compile(Compiled.files(given, views)).views().forEach(view -> add(view.plan()));
    }

    private void add(Plan plan) {
        seen.add(plan.getClass().getSimpleName());
        if (plan instanceof Plan.Join join) {
            seen.add("Join " + join.kind());
        } else if (plan instanceof Plan.TopN topN) {
            seen.add("TopN " + topN.ranking());
        }
        plan.inputs().forEach(this::add);
    }

    synchronized Set<String> missing() {
        Set<String> missing = all();
        missing.removeAll(seen);
        return missing;
    }
}
