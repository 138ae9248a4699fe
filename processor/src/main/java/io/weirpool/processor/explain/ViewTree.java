package io.weirpool.processor.explain;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.sql.plan.Locality;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws one view's tree; numbers operators with state as their stages are numbered, from the logs on. */
final class ViewTree {
    private static final int NAMED_MAX = 3;

    private final Map<Plan, Integer> stages = new HashMap<>();
    private final IntPredicate givesUp;
    private final IntFunction<List<Name>> alsoFor;

    private ViewTree(IntPredicate givesUp, IntFunction<List<Name>> alsoFor) {
        this.givesUp = givesUp;
        this.alsoFor = alsoFor;
    }

    /**
     * The tree of a view.
     *
     * @param givesUp whether a stage keeps its state only until watermarks have passed it
     * @param alsoFor the other views that a stage works for
     */
    static Step of(ViewPlan view, IntPredicate givesUp, IntFunction<List<Name>> alsoFor) {
        return new ViewTree(givesUp, alsoFor).table(view);
    }

    private Step table(ViewPlan view) {
        Plan plan = view.plan();
        Step made = step(plan);
        String text = "table " + view.name() + ", " + PlanPrinter.key(view);
        int level = Locality.lastLevel(plan, view.key());
        if (isMadeBelow(view)) {
            return Step.of(Step.Kind.TABLE, text, level, List.of(made));
        }
        Step input = PlanPrinter.lastHop(view)
                .map(hop -> Step.of(Step.Kind.HOP, to(hop, level), level, List.of(made)))
                .orElse(made);
        return new Step(
                Step.Kind.TABLE,
                text,
                OptionalInt.of(stages.size()),
                level,
                kept(stages.size(), rowsKept(view)),
                List.of(input));
    }

    /** Whether the table's rows come from where they are made, and no step of their own is needed. */
    private static boolean isMadeBelow(ViewPlan view) {
        Placement.Ending ending = Placement.ending(view.plan(), view.key());
        return ending == Placement.Ending.SOURCE || ending == Placement.Ending.GROUPS;
    }

    private static List<String> rowsKept(ViewPlan view) {
        if (!(view.key() instanceof ViewKey.Columns key)) {
            return List.of("each different row with its count, by its hash");
        }
        if (Locality.isUnique(view.plan(), key) && !view.eventTime().emitFinal()) {
            return List.of();
        }
        return List.of("the view's rows, by "
                + key.indexes().stream()
                        .map(i -> view.columns().column(i).name().value())
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private Step step(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return source(scan);
        }
        if (plan instanceof Plan.Values) {
            return Step.of(Step.Kind.SOURCE, PlanPrinter.operator(plan), 0, List.of());
        }
        if (!Placement.hasState(plan)) {
            return Step.of(
                    Step.Kind.ROW_BY_ROW,
                    PlanPrinter.operator(plan),
                    Locality.level(plan),
                    plan.inputs().stream().map(this::step).toList());
        }
        Integer already = stages.get(plan);
        return already == null ? operator(plan) : again(plan, already);
    }

    private static Step source(Plan.Scan scan) {
        String columns = scan.rowType().columns().stream()
                .map(Column::name)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        return new Step(
                Step.Kind.SOURCE,
                "scan %s %s (%s)".formatted(scan.appendOnly() ? "stream" : "table", scan.source(), columns),
                OptionalInt.empty(),
                0,
                scan.appendOnly() ? List.of() : List.of("the last row of each key, once for all views"),
                List.of());
    }

    private static Step again(Plan plan, int stage) {
        return new Step(
                Step.Kind.AGAIN,
                PlanPrinter.operator(plan),
                OptionalInt.of(stage),
                Locality.level(plan),
                List.of(),
                List.of());
    }

    private Step operator(Plan plan) {
        int level = Locality.level(plan);
        List<Step> inputs = new ArrayList<>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            Step input = step(plan.inputs().get(i));
            inputs.add(PlanPrinter.hopBelow(plan, i)
                    .map(hop -> Step.of(Step.Kind.HOP, to(hop, level), level, List.of(input)))
                    .orElse(input));
        }
        int stage = stages.size();
        stages.put(plan, stage);
        return new Step(
                Step.Kind.OPERATOR,
                PlanPrinter.operator(plan) + shared(alsoFor.apply(stage)),
                OptionalInt.of(stage),
                Locality.level(plan),
                kept(stage, Kept.of(plan)),
                inputs);
    }

    private static String shared(List<Name> views) {
        if (views.isEmpty()) {
            return "";
        }
        String named = views.stream().limit(NAMED_MAX).map(Name::value).collect(Collectors.joining(", "));
        int others = views.size() - NAMED_MAX;
        return ", shared with " + named + (others > 0 ? " and " + others + " more" : "");
    }

    private static String to(String hop, int level) {
        return hop + ", to level " + level;
    }

    private List<String> kept(int stage, List<String> what) {
        return givesUp.test(stage)
                ? Stream.concat(what.stream(), Stream.of("nothing once the watermark has passed it"))
                        .toList()
                : what;
    }
}
