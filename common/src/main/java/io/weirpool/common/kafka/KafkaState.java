package io.weirpool.common.kafka;

import io.weirpool.common.model.Position.LogPartition;
import java.util.List;
import java.util.Map;

/**
 * What Kafka said of a pipeline at one moment.
 *
 * @param atNanos {@link System#nanoTime()} when it was asked, for rates between two states
 * @param begins first offset of each log partition that exists
 * @param ends next offset to be written of each log partition that exists
 * @param committed of each group: where it will go on; a partition it never committed is missing
 * @param members of each group, in no order; empty when nobody is in it
 * @param bytes of each topic of the pipeline, on the disk of one replica
 * @param keptMillis of each log: after which time records may go; -1 for never
 */
public record KafkaState(
        long atNanos,
        Map<LogPartition, Long> begins,
        Map<LogPartition, Long> ends,
        Map<String, Map<LogPartition, Long>> committed,
        Map<String, List<Member>> members,
        Map<String, Long> bytes,
        Map<String, Long> keptMillis) {
    public KafkaState {
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
        committed = Map.copyOf(committed);
        members = Map.copyOf(members);
        bytes = Map.copyOf(bytes);
        keptMillis = Map.copyOf(keptMillis);
    }

    /**
     * One client in a group.
     *
     * @param host as the broker sees it
     * @param partitions it has
     */
    public record Member(String clientId, String host, int partitions) {}

    /** Where a group will go on, for each partition it has ever committed. */
    public Map<LogPartition, Long> committedOf(String group) {
        return committed.getOrDefault(group, Map.of());
    }

    public List<Member> membersOf(String group) {
        return members.getOrDefault(group, List.of());
    }
}
