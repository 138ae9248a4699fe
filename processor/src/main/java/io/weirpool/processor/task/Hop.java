package io.weirpool.processor.task;

import java.util.Comparator;

/**
 * The way from the tasks of one level to those of a later one: an internal topic, shared by all views that send rows that
 * way and have as many partitions.
 *
 * @param from level of the sender, 0 for the tasks of the logs
 * @param to level of the receiver, above {@code from}
 * @param partitions of the topic; as many tasks receive
 */
public record Hop(int from, int to, int partitions) implements Comparable<Hop> {
    private static final Comparator<Hop> ORDER =
            Comparator.comparingInt(Hop::to).thenComparingInt(Hop::from).thenComparingInt(Hop::partitions);

    /** Part of the topic's name: never changed while a flow lives. */
    public String name() {
        return "hop-" + from + "-" + to + "-" + partitions;
    }

    public StageGroup target() {
        return new StageGroup(to, partitions);
    }

    @Override
    public int compareTo(Hop other) {
        return ORDER.compare(this, other);
    }
}
