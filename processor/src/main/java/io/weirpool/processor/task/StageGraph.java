package io.weirpool.processor.task;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.processor.operator.Emission;
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Locality;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Progress;
import io.weirpool.sql.plan.ViewPlan;
import io.weirpool.sql.plan.WindowCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view's plan as a graph: stages, each after hops, and edges between them. Equal parts of a plan are one stage, which
 * sends to all that read it. Stages are numbered from the logs on, each after those it reads.
 *
 * @param stages by number, the last one makes the view's rows; none of {@link Placement.Ending#SOURCE}
 * @param levels of each stage
 * @param shown what becomes of the rows of the last stage where these are groups that write the view's rows
 */
record StageGraph(List<Stage> stages, List<Integer> levels, List<Edge> edges, Optional<Shown> shown) {
    /** Of a view that needs no hop. */
    static final StageGraph NONE = new StageGraph(List.of(), List.of(), List.of(), Optional.empty());

    /**
     * What makes a view's rows of groups.
     *
     * @param errorKey the group column each column of the view's key is; null when it is not made of group columns
     */
    record Shown(RowFunction steps, @Nullable List<Integer> errorKey) {}

    StageGraph {
        stages = List.copyOf(stages);
        levels = List.copyOf(levels);
        edges = List.copyOf(edges);
    }

    /** Of a view that needs a hop; {@code times} has no watermarks where the view keeps all state. */
    static StageGraph of(ViewPlan view, EventTimes times) {
        Builder builder = new Builder(times);
        Plan plan = view.plan();
        Emission emission = view.eventTime().emitFinal() ? Emission.WHEN_CLOSED : Emission.OF_CHANGES;
        switch (Placement.ending(plan, view.key())) {
            case GROUPS -> builder.groups(plan, ((ViewKey.Columns) view.key()).indexes(), emission);
            case KEYED -> builder.last(view, keyed(plan, (ViewKey.Columns) view.key(), times, emission));
            case COUNTED -> builder.last(view, counted(plan, times, emission));
            case SOURCE -> throw new IllegalArgumentException("a view without a hop has no stages");
        }
        return builder.build();
    }

    private static Stage keyed(Plan plan, ViewKey.Columns view, EventTimes times, Emission emission) {
        RowType rows = plan.rowType();
        List<Integer> key = view.indexes();
        return new Stage.Keyed(
                RowKeys.of(rows, key),
                Locality.isUnique(plan, view),
                key.isEmpty() ? null : closing(times.columns(plan), key.get(0), rows),
                emission);
    }

    private static Stage counted(Plan plan, EventTimes times, Emission emission) {
        int column = times.countedBy(plan).orElse(-1);
        return new Stage.Counted(
                plan.rowType(),
                column,
                column < 0 ? null : closing(times.columns(plan), column, plan.rowType()),
                emission);
    }

    private static @Nullable Closing closing(List<Optional<Progress>> columns, int column, RowType rows) {
        return columns.get(column)
                .map(progress -> Closing.of(progress, rows.type(column)))
                .orElse(null);
    }

    private static final class Builder {
        private final List<Stage> stages = new ArrayList<>();
        private final List<Integer> levels = new ArrayList<>();
        private final Map<Plan, Integer> made = new HashMap<>();
        private final List<Edge> edges = new ArrayList<>();
        private final EventTimes times;
        private @Nullable Shown shown;

        Builder(EventTimes times) {
            this.times = times;
        }

        /** The view's groups write its rows; what stands above them in the plan is done there. */
        void groups(Plan plan, List<Integer> key, Emission emission) {
            Plan node = plan;
            List<Plan> steps = new ArrayList<>();
            Optional<List<Integer>> errorKey = Optional.of(key);
            while (node instanceof Plan.Calc calc) {
                steps.add(0, calc);
                errorKey = errorKey.flatMap(k -> through(calc, k));
                node = calc.input();
            }
            int last = stage(node);
            stages.set(last, ((Stage.Groups) stages.get(last)).emitting(emission));
            shown = new Shown(Pipe.function(steps), errorKey.orElse(null));
        }

        /** Input columns that these output columns are unchanged. */
        private static Optional<List<Integer>> through(Plan.Calc calc, List<Integer> columns) {
            List<Integer> inputs = new ArrayList<>();
            for (int column : columns) {
                if (!(calc.projections().get(column) instanceof Expression.Input input)) {
                    return Optional.empty();
                }
                inputs.add(input.index());
            }
            return Optional.of(inputs);
        }

        void last(ViewPlan view, Stage stage) {
            List<Edge> incoming = new ArrayList<>();
            connect(view.plan(), List.of(), 0, Locality.lastStays(view.plan(), view.key()), incoming);
            add(stage, Locality.lastLevel(view.plan(), view.key()), incoming);
        }

        private int add(Stage stage, int level, List<Edge> incoming) {
            int number = stages.size();
            stages.add(stage);
            levels.add(level);
            incoming.forEach(edge -> edges.add(edge.to(number).numbered(edges.size(), edge.from())));
            return number;
        }

        private int stage(Plan plan) {
            Integer already = made.get(plan);
            if (already != null) {
                return already;
            }
            List<Edge> incoming = new ArrayList<>();
            for (int port = 0; port < plan.inputs().size(); port++) {
                connect(plan.inputs().get(port), List.of(), port, Locality.stays(plan, port), incoming);
            }
            if (plan instanceof Plan.Aggregate groups) {
                incoming.replaceAll(edge -> edge.to(groups));
            }
            Stage stage = plan instanceof Plan.Aggregate aggregate
                    ? Stage.Groups.of(aggregate, closing(plan))
                    : new Stage.Rows(plan, closing(plan));
            int number = add(stage, Locality.level(plan), incoming);
            made.put(plan, number);
            return number;
        }

        private @Nullable Closing closing(Plan plan) {
            return times.closing(plan)
                    .map(progress -> Closing.of(progress, firstKey(plan)))
                    .orElse(null);
        }

        /** The type of what a closing operator keeps rows by first. */
        private static SqlType firstKey(Plan plan) {
            RowType input = plan.inputs().get(0).rowType();
            if (plan instanceof Plan.Aggregate aggregate) {
                return input.type(aggregate.groups().get(0));
            }
            if (plan instanceof Plan.Join join) {
                return input.type(join.keys().get(0).left());
            }
            if (plan instanceof Plan.AsOfJoin join) {
                return input.type(join.keys().get(0).left());
            }
            if (plan instanceof Plan.TopN topN) {
                return input.type(topN.partition().get(0));
            }
            return plan instanceof Plan.Window window
                    ? input.type(EventTimes.sessions(window)
                            .map(WindowCall.Session::time)
                            .orElseGet(() -> window.partition().get(0)))
                    : input.type(0);
        }

        /** Finds where the rows of a plan come from; {@code steps} is what is done with them after it. */
        private void connect(Plan plan, List<Plan> steps, int port, boolean stays, List<Edge> incoming) {
            if (Placement.isRowByRow(plan)) {
                List<Plan> more = new ArrayList<>(List.of(plan));
                more.addAll(steps);
                connect(plan.inputs().get(0), more, port, stays, incoming);
            } else if (plan instanceof Plan.Union union) {
                union.inputs().forEach(input -> connect(input, steps, port, stays, incoming));
            } else {
                incoming.add(new Edge(origin(plan), steps, -1, port, stays));
            }
        }

        private Edge.Origin origin(Plan plan) {
            if (plan instanceof Plan.Scan scan) {
                return new Edge.FromLog(scan);
            }
            return plan instanceof Plan.Values values ? new Edge.FromValues(values) : new Edge.FromStage(stage(plan));
        }

        StageGraph build() {
            return new StageGraph(stages, levels, edges, Optional.ofNullable(shown));
        }
    }
}
