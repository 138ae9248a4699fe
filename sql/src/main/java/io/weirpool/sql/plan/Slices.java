package io.weirpool.sql.plan;

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
