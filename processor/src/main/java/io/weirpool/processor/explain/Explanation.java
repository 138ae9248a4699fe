package io.weirpool.processor.explain;

import io.weirpool.common.model.Name;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.StageGroup;
import io.weirpool.processor.task.ViewProgram;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All views of one flow.
 *
 * @param shared tasks that views share, those of the logs first
 * @param hops internal topics, which views share too
 */
public record Explanation(List<Tree> views, List<Tasks> shared, List<Hop> hops) {
    public Explanation {
        views = List.copyOf(views);
        shared = List.copyOf(shared);
        hops = List.copyOf(hops);
    }

    /**
     * A view.
     *
     * @param partitions of its topic, and tasks of each of its operators
     */
    public record Tree(Name view, int partitions, Step table) {
        /** Operators that keep something, the table's own included. */
        public int stages() {
            return count(table, Step.Kind.OPERATOR) + (table.stage().isPresent() ? 1 : 0);
        }

        /** Ways on which rows change tasks. */
        public int hops() {
            return count(table, Step.Kind.HOP);
        }

        private static int count(Step step, Step.Kind kind) {
            return (step.kind() == kind ? 1 : 0)
                    + step.inputs().stream()
                            .mapToInt(input -> count(input, kind))
                            .sum();
        }
    }

    /**
     * Tasks that do the work of several operators.
     *
     * @param level hops from the logs; 0 for the tasks of the logs
     * @param tasks how many
     * @param views who works in them, each with its number of operators there; of level 0 those that read a log
     */
    public record Tasks(int level, int tasks, List<Share> views) {
        public Tasks {
            views = List.copyOf(views);
        }
    }

    /** A view's part. */
    public record Share(Name view, int operators) {}

    /** {@code plans} has the plan of each view of the flow, by name. */
    public static Explanation of(FlowPlan flow, Map<Name, ViewPlan> plans) {
        List<Tree> views = new ArrayList<>();
        for (ViewProgram program : flow.programs()) {
            ViewPlan plan = plans.get(program.view().name());
            if (plan == null) {
                throw new IllegalArgumentException(
                        "no plan of " + program.view().name());
            }
            Step table = ViewTree.of(plan, program::givesUpState, operator -> flow.alsoFor(program, operator));
            views.add(new Tree(plan.name(), program.view().partitions(), table));
        }
        List<Tasks> shared = new ArrayList<>();
        shared.add(logs(flow));
        flow.groups().forEach(group -> shared.add(stages(flow, group)));
        return new Explanation(views, shared, List.copyOf(flow.hops()));
    }

    private static Tasks logs(FlowPlan flow) {
        int tasks = flow.sources().values().stream()
                .mapToInt(source -> source.partitions())
                .max()
                .orElse(0);
        return new Tasks(
                0,
                tasks,
                flow.programs().stream()
                        .filter(program -> !program.view().inputs().isEmpty())
                        .map(program -> new Share(program.view().name(), 0))
                        .toList());
    }

    private static Tasks stages(FlowPlan flow, StageGroup group) {
        List<Share> shares = flow.programs().stream()
                .map(program -> new Share(program.view().name(), program.operatorsIn(group)))
                .filter(share -> share.operators() > 0)
                .toList();
        return new Tasks(group.level(), group.partitions(), shares);
    }
}
