package io.weirpool.e2e.oracle;

import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.ViewPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of operators the plans of cases have, of all there are, and of what views share. For any thread. */
final class PlanKinds {
    /** Under a view and others that read it, and over such. */
    private static final List<String> SHARED = List.of("Aggregate", "Join", "TopN", "Window", "SetOperation");

    private final Set<String> seen = new TreeSet<>();

    /** Every kind that a view can be planned to. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (Class<?> kind : Plan.class.getPermittedSubclasses()) {
            all.add(kind.getSimpleName());
        }
        all.remove(Plan.ViewRows.class.getSimpleName()); // in no finished plan
        SHARED.forEach(kind -> all.add("shared " + kind));
        SHARED.forEach(kind -> all.add(kind + " over shared"));
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
        List<ViewPlan> plans =
                PipelineCompiler.compile(Compiled.files(given, views)).views();
        plans.forEach(view -> add(view.plan()));
        for (ViewPlan view : plans) {
            Set<Plan> others = new HashSet<>();
            plans.stream()
                    .filter(other -> !other.name().equals(view.name()))
                    .forEach(other -> addWork(other.plan(), others));
            addShared(view.plan(), others);
        }
    }

    private static void addWork(Plan plan, Set<Plan> work) {
        if (Placement.hasState(plan)) {
            work.add(plan);
        }
        plan.inputs().forEach(input -> addWork(input, work));
    }

    private void addShared(Plan plan, Set<Plan> others) {
        if (others.contains(plan)) {
            seen.add("shared " + plan.getClass().getSimpleName());
            return;
        }
        if (Placement.hasState(plan) && plan.inputs().stream().anyMatch(input -> isShared(input, others))) {
            seen.add(plan.getClass().getSimpleName() + " over shared");
        }
        plan.inputs().forEach(input -> addShared(input, others));
    }

    private static boolean isShared(Plan plan, Set<Plan> others) {
        return others.contains(plan)
                || (!Placement.hasState(plan) && plan.inputs().stream().anyMatch(input -> isShared(input, others)));
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
