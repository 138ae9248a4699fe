package io.weirpool.processor.task;

import java.util.Comparator;

/**
 * The stages of all views that are as many hops away from the logs and have the same number of tasks: they share tasks, a
 * store and hops, so that twenty views cost little more than one.
 *
 * @param level the longest way of its stages from a log, in hops; at least 1
 * @param partitions as many tasks
 */
public record StageGroup(int level, int partitions) implements Comparable<StageGroup> {
    private static final Comparator<StageGroup> ORDER =
            Comparator.comparingInt(StageGroup::level).thenComparingInt(StageGroup::partitions);

    /** Part of store names: never changed while a flow lives. */
    public String name() {
        return "stage-" + level + "-" + partitions;
    }

    @Override
    public int compareTo(StageGroup other) {
        return ORDER.compare(this, other);
    }
}
