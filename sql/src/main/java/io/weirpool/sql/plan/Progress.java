package io.weirpool.sql.plan;

import io.weirpool.common.model.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A bound that the values of a column, in all changes still to come, are not below: made of the marks of streams. NULL is
 * not bound by it.
 *
 * @param paths the bound is the least of what they give; at least one
 */
public record Progress(Set<Path> paths) {
    /**
     * From the mark of a stream, below which none of its rows is any more, step by step to a value of the column.
     *
     * @param steps each keeps the order of what it takes: of two values the lesser does not become the greater
     */
    public record Path(Name source, List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /** Closed: how a value becomes another on its way. */
    public sealed interface Step {}

    /**
     * Microseconds later, or earlier where below 0.
     *
     * @param spread how much later still a value can be that is made of the same time; {@link #UNBOUNDED} when that is open
     */
    public record Shift(long micros, long spread) implements Step {
        public static final long UNBOUNDED = Long.MAX_VALUE;
    }

    /** What an expression makes of a row of the one value. */
    public record Mapped(Expression expression) implements Step {}

    public Progress {
        paths = Set.copyOf(paths);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a bound of nothing");
        }
    }

    static Progress of(Name source) {
        return new Progress(Set.of(new Path(source, List.of())));
    }

    Progress then(Step step) {
        Set<Path> longer = new LinkedHashSet<>();
        for (Path path : paths) {
            List<Step> steps = new ArrayList<>(path.steps());
            steps.add(step);
            longer.add(new Path(path.source(), steps));
        }
        return new Progress(longer);
    }

    /** Of a column whose changes come from there as well as from here. */
    Progress and(Progress other) {
        Set<Path> both = new LinkedHashSet<>(paths);
        both.addAll(other.paths);
        return new Progress(both);
    }
}
