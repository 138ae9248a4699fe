package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the marks of streams come through a plan: for each column of each operator a bound that changes still to come are
 * not below, where there is one. Holds where late rows are left out.
 *
 * <p>The bound goes through what keeps the order of times, into the windows that a time lies in, and through groups,
 * partitions and join keys, as a change of a row changes rows of its own group only. It does not come out of the other
 * columns of a join: a row of today meets rows of yesterday. For one thread.
 */
public final class EventTimes implements PlanVisitor<List<Optional<Progress>>> {
    private final Map<Name, Integer> watermarks;
    /** Of each node once: nodes ask for their inputs' more often. */
    private final IdentityHashMap<Plan, List<Optional<Progress>>> known = new IdentityHashMap<>();

    /** {@code watermarks}: the time's column, in declared order, of each stream that has one. */
    public EventTimes(Map<Name, Integer> watermarks) {
        this.watermarks = Map.copyOf(watermarks);
    }

    /** The bounds of a plan's columns. */
    public List<Optional<Progress>> columns(Plan plan) {
        List<Optional<Progress>> columns = known.get(plan);
        if (columns == null) {
            columns = List.copyOf(plan.accept(this));
            known.put(plan, columns);
        }
        return columns;
    }

    /**
     * The bound of what an operator keeps rows by: its first key column's, or a session's time. What lies below gets no
     * changes any more.
     */
    public Optional<Progress> closing(Plan plan) {
        if (plan instanceof Plan.Aggregate aggregate) {
            return first(aggregate.input(), aggregate.groups());
        }
        if (plan instanceof Plan.Join join) {
            return join.keys().stream()
                    .limit(1)
                    .flatMap(key -> key(join.left(), join.right(), key).stream())
                    .findFirst();
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return join.keys().stream()
                    .limit(1)
                    .flatMap(key -> key(join.left(), join.right(), key).stream())
                    .findFirst();
        }
        if (plan instanceof Plan.TopN topN) {
            return first(topN.input(), topN.partition());
        }
        if (plan instanceof Plan.Window window) {
            return sessions(window)
                    .map(session -> columns(window.input()).get(session.time()))
                    .orElseGet(() -> first(window.input(), window.partition()));
        }
        return plan instanceof Plan.SetOperation ? columns(plan).get(0) : Optional.empty();
    }

    /** Whether any operator of the plan gives up state. */
    public boolean closesAny(Plan plan) {
        return closing(plan).isPresent() || plan.inputs().stream().anyMatch(this::closesAny);
    }

    /** The bound of the rows of a view, by what they are kept by where they are written; empty where that is none. */
    public Optional<Progress> closingOfView(Plan plan, ViewKey key) {
        return switch (Placement.ending(plan, key)) {
            case SOURCE -> Optional.empty();
            case GROUPS -> closing(groups(plan));
            case KEYED -> first(columns(plan), ((ViewKey.Columns) key).indexes());
            case COUNTED -> countedBy(plan).flatMap(columns(plan)::get);
        };
    }

    /** The column by which rows of a bag are given up; empty when there is none. */
    public Optional<Integer> countedBy(Plan plan) {
        List<Optional<Progress>> columns = columns(plan);
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isPresent())
                .boxed()
                .findFirst();
    }

    private static Plan groups(Plan plan) {
        return plan instanceof Plan.Calc calc ? groups(calc.input()) : plan;
    }

    /** The session calls' common time; empty where a call is of another kind. */
    public static Optional<WindowCall.Session> sessions(Plan.Window window) {
        return window.calls().stream().allMatch(WindowCall.Session.class::isInstance)
                ? window.calls().stream().map(WindowCall.Session.class::cast).findFirst()
                : Optional.empty();
    }

    private Optional<Progress> first(Plan input, List<Integer> keys) {
        return first(columns(input), keys);
    }

    private static Optional<Progress> first(List<Optional<Progress>> columns, List<Integer> keys) {
        return keys.isEmpty() ? Optional.empty() : columns.get(keys.get(0));
    }

    /** Rows of both sides that agree on a key change only while both can still have it. */
    private Optional<Progress> key(Plan left, Plan right, JoinKey key) {
        Optional<Progress> ofRight = columns(right).get(key.right());
        return columns(left).get(key.left()).flatMap(bound -> ofRight.map(bound::and));
    }

    private static List<Optional<Progress>> nothing(Plan plan) {
        return new ArrayList<>(Collections.nCopies(plan.rowType().size(), Optional.empty()));
    }

    @Override
    public List<Optional<Progress>> visitScan(Plan.Scan scan) {
        List<Optional<Progress>> columns = nothing(scan);
        Integer time = watermarks.get(scan.source());
        if (time != null && scan.columns().contains(time)) {
            columns.set(scan.columns().indexOf(time), Optional.of(Progress.of(scan.source())));
        }
        return columns;
    }

    @Override
    public List<Optional<Progress>> visitViewRows(Plan.ViewRows rows) {
        return columns(rows.rows());
    }

    @Override
    public List<Optional<Progress>> visitCalc(Plan.Calc calc) {
        List<Optional<Progress>> input = columns(calc.input());
        return calc.projections().stream()
                .map(expression -> Monotone.progress(expression, input))
                .toList();
    }

    @Override
    public List<Optional<Progress>> visitAggregate(Plan.Aggregate aggregate) {
        List<Optional<Progress>> columns = nothing(aggregate);
        for (int i = 0; i < aggregate.groups().size(); i++) {
            columns.set(i, columns(aggregate.input()).get(aggregate.groups().get(i)));
        }
        return columns;
    }

    @Override
    public List<Optional<Progress>> visitUnion(Plan.Union union) {
        return ofAll(union);
    }

    @Override
    public List<Optional<Progress>> visitValues(Plan.Values values) {
        return nothing(values);
    }

    /** A window that a time lies in ends after it, and began less than its size before. */
    @Override
    public List<Optional<Progress>> visitExpand(Plan.Expand expand) {
        List<Optional<Progress>> columns = nothing(expand);
        List<Optional<Progress>> input = columns(expand.input());
        for (int i = 0; i < input.size(); i++) {
            columns.set(i, input.get(i));
        }
        if (expand.generator() instanceof Generator.Windows windows) {
            Optional<Progress> time = Monotone.progress(windows.time(), input);
            long spread = windows.sizeMicros() - 1;
            columns.set(input.size(), time.map(t -> t.then(new Progress.Shift(-spread, spread))));
            columns.set(input.size() + 1, time.map(t -> t.then(new Progress.Shift(1, spread))));
        }
        return columns;
    }

    @Override
    public List<Optional<Progress>> visitJoin(Plan.Join join) {
        boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        return joined(join, join.keys(), leftOnly);
    }

    @Override
    public List<Optional<Progress>> visitAsOfJoin(Plan.AsOfJoin join) {
        return joined(join, join.keys(), false);
    }

    private List<Optional<Progress>> joined(Plan join, List<JoinKey> keys, boolean leftOnly) {
        List<Optional<Progress>> columns = nothing(join);
        Plan left = join.inputs().get(0);
        for (JoinKey key : keys) {
            Optional<Progress> bound = key(left, join.inputs().get(1), key);
            if (bound.isPresent()) {
                columns.set(key.left(), bound);
                if (!leftOnly) {
                    columns.set(left.rowType().size() + key.right(), bound);
                }
            }
        }
        return columns;
    }

    @Override
    public List<Optional<Progress>> visitSetOperation(Plan.SetOperation operation) {
        return ofAll(operation);
    }

    private List<Optional<Progress>> ofAll(Plan plan) {
        List<Optional<Progress>> columns = nothing(plan);
        List<List<Optional<Progress>>> inputs =
                plan.inputs().stream().map(this::columns).toList();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            Optional<Progress> all = inputs.get(0).get(column);
            for (List<Optional<Progress>> input : inputs.subList(1, inputs.size())) {
                all = all.flatMap(bound -> input.get(column).map(bound::and));
            }
            columns.set(column, all);
        }
        return columns;
    }

    @Override
    public List<Optional<Progress>> visitTopN(Plan.TopN topN) {
        return ofPartition(topN, topN.partition());
    }

    /** A session that changes has a row to come, or one less than the gap from it, so it ends after it. */
    @Override
    public List<Optional<Progress>> visitWindow(Plan.Window window) {
        List<Optional<Progress>> columns = ofPartition(window, window.partition());
        List<Optional<Progress>> input = columns(window.input());
        for (int i = 0; i < window.calls().size(); i++) {
            if (window.calls().get(i) instanceof WindowCall.Session session && session.end()) {
                columns.set(
                        input.size() + i,
                        input.get(session.time()).map(t -> t.then(new Progress.Shift(1, Progress.Shift.UNBOUNDED))));
            }
        }
        return columns;
    }

    private List<Optional<Progress>> ofPartition(Plan plan, List<Integer> partition) {
        List<Optional<Progress>> columns = nothing(plan);
        List<Optional<Progress>> input = columns(plan.inputs().get(0));
        partition.forEach(column -> columns.set(column, input.get(column)));
        return columns;
    }
}
