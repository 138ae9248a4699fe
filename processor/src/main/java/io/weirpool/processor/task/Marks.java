package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.processor.task.Reached.Point;

/** What streams have come to in event time, as a task has heard: the least mark of all partitions of each log. */
record Marks(FlowPlan flow, Reached reached) {
    /** No row to come that is in time is below it; {@link EventClock#NEVER} while a partition has no mark. */
    long of(Name stream) {
        String log = flow.log(stream);
        Source source = flow.sources().get(log);
        long least = Long.MAX_VALUE;
        for (int partition = 0; source != null && partition < source.partitions(); partition++) {
            Point point = reached.points().get(new LogPartition(log, partition));
            least = Math.min(least, point == null ? EventClock.NEVER : point.mark());
        }
        return source == null ? EventClock.NEVER : least;
    }
}
