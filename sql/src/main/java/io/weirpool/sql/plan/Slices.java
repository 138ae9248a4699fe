package io.weirpool.sql.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows on their way to groups of overlapping windows, added up by slice before they are put into windows. A slice is a
 * stretch of time in which all times lie in the same windows: of windows of 10 s every 2 s each row is counted once, in its
 * slice, and what a slice adds up to is sent to five windows, not each of its rows.
 *
 * @param windows that the rows are put into
 * @param stepsAfter how many steps come after them, before the groups
 * @param starts which columns of the groups' key are the window's start; {@code ends}: its end. One at least of both
 */
public record Slices(Generator.Windows windows, int stepsAfter, List<Integer> starts, List<Integer> ends) {
    /*
     * Windows that a slice may lie in for groups to be kept by slice. Each change of a slice makes all its windows anew, each
     * of as many slices: of 64 some 4,000 additions, as much work as 64 entries read and written.
     */
    private static final int WINDOWS_MAX = 64;

    public Slices {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
    }

    /**
     * The slices of an aggregate's rows. There are none where windows do not overlap, where the groups are not those of
     * windows, or where something other than the groups' key depends on which window it is.
     *
     * @param steps row by row, the last one makes the aggregate's input
     */
    public static Optional<Slices> of(List<Plan> steps, Plan.Aggregate aggregate) {
        int at = steps.size() - 1;
        while (at >= 0 && steps.get(at) instanceof Plan.Calc) {
            at--;
        }
        if (at < 0
                || !(steps.get(at) instanceof Plan.Expand expand)
                || !(expand.generator() instanceof Generator.Windows windows)
                || !overlap(windows)) {
            return Optional.empty();
        }
        int start = expand.input().rowType().size();
        List<Plan> after = steps.subList(at + 1, steps.size());
        return through(after, new Bounds(Set.of(start), Set.of(start + 1)))
                .filter(bounds -> !isArgument(bounds, aggregate))
                .map(bounds -> new Slices(
                        windows,
                        after.size(),
                        positions(aggregate.groups(), bounds.starts),
                        positions(aggregate.groups(), bounds.ends)))
                .filter(slices -> !slices.starts.isEmpty() || !slices.ends.isEmpty());
    }

    /**
     * The slices by which an aggregate's groups can be kept, to make windows of them when they change: one entry in place of
     * one for each window, on the hop too. Groups then come together by their other columns, of which there must be one;
     * each must be of one window; and totals of slices must add up to those of windows.
     */
    public static Optional<Slices> keeping(Plan.Aggregate aggregate) {
        List<Plan> steps = new ArrayList<>();
        Plan node = aggregate.input();
        while (node instanceof Plan.Calc calc) {
            steps.add(0, calc);
            node = calc.input();
        }
        steps.add(0, node);
        boolean addUp = aggregate.calls().stream()
                .noneMatch(call -> call.keepsValues(aggregate.input().appendOnly()));
        return of(steps, aggregate)
                .filter(slices -> addUp && slices.windowsOfOne() <= WINDOWS_MAX && slices.tellWindowsApart())
                .filter(slices -> !slices.others(aggregate.groups()).isEmpty());
    }

    /** Windows that grow have their start in common. */
    private boolean tellWindowsApart() {
        return !windows.cumulative() || !ends.isEmpty();
    }

    /** How many windows a slice lies in at most. */
    private long windowsOfOne() {
        return (windows.sizeMicros() - 1) / windows.slideMicros() + 1;
    }

    /** Of the groups' columns those that are not a window's bound. */
    public List<Integer> others(List<Integer> groups) {
        return IntStream.range(0, groups.size())
                .filter(i -> !isBound(i))
                .mapToObj(groups::get)
                .toList();
    }

    /** Whether a column of the groups' key is a window's start or end. */
    public boolean isBound(int position) {
        return starts.contains(position) || ends.contains(position);
    }

    private static boolean overlap(Generator.Windows windows) {
        return windows.sizeMicros() > windows.slideMicros();
    }

    /** Columns that are a window's start, and those that are its end. */
    private record Bounds(Set<Integer> starts, Set<Integer> ends) {
        boolean hold(int column) {
            return starts.contains(column) || ends.contains(column);
        }
    }

    /** Where the bounds are after these steps; empty where a step makes something else of them. */
    private static Optional<Bounds> through(List<Plan> calcs, Bounds given) {
        Bounds bounds = given;
        for (Plan step : calcs) {
            Plan.Calc calc = (Plan.Calc) step;
            if (calc.condition().isPresent() && isRead(bounds, calc.condition().get())) {
                return Optional.empty();
            }
            Bounds after = new Bounds(new HashSet<>(), new HashSet<>());
            for (int i = 0; i < calc.projections().size(); i++) {
                Expression projection = calc.projections().get(i);
                if (projection instanceof Expression.Input input && bounds.hold(input.index())) {
                    Set<Integer> same = bounds.starts.contains(input.index()) ? after.starts : after.ends;
                    same.add(i);
                } else if (isRead(bounds, projection)) {
                    return Optional.empty();
                }
            }
            bounds = after;
        }
        return Optional.of(bounds);
    }

    private static boolean isRead(Bounds bounds, Expression expression) {
        return expression instanceof Expression.Input input
                ? bounds.hold(input.index())
                : expression instanceof Expression.Call call
                        && call.operands().stream().anyMatch(operand -> isRead(bounds, operand));
    }

    private static boolean isArgument(Bounds bounds, Plan.Aggregate aggregate) {
        return aggregate.calls().stream()
                .flatMap(call -> call.columns().stream())
                .anyMatch(bounds::hold);
    }

    private static List<Integer> positions(List<Integer> groups, Set<Integer> columns) {
        return IntStream.range(0, groups.size())
                .filter(i -> columns.contains(groups.get(i)))
                .boxed()
                .toList();
    }
}
