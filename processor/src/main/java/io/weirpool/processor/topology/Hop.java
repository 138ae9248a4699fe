package io.weirpool.processor.topology;

/**
 * Where rows of a flow meet again: an internal topic and the tasks after it. Shared by all views that have a stage at this
 * level and this many partitions.
 *
 * @param level 1 after the logs, 2 after level 1
 * @param partitions of the topic; as many tasks
 */
record Hop(int level, int partitions) {
    /** Part of topic and store names: never changed while a flow lives. */
    String name() {
        return "hop-" + level + "-" + partitions;
    }

    Hop next() {
        return new Hop(level + 1, partitions);
    }
}
