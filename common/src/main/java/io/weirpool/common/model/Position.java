package io.weirpool.common.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * How far, for each partition of each log: the offset of the next record not yet included. Immutable.
 *
 * <p>A partition that is not in the map has position 0.
 */
public record Position(SortedMap<LogPartition, Long> nextOffsets) {
    public static final Position NONE = new Position(Collections.emptySortedMap());

    /** One partition of the log (topic) of one source. */
    public record LogPartition(String log, int partition) implements Comparable<LogPartition> {
        @Override
        public int compareTo(LogPartition other) {
            int byLog = log.compareTo(other.log);
            return byLog != 0 ? byLog : Integer.compare(partition, other.partition);
        }

        @Override
        public String toString() {
            return log + "/" + partition;
        }
    }

    public Position {
        nextOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(nextOffsets));
    }

    public static Position of(String log, int partition, long nextOffset) {
        return new Position(new TreeMap<>(Map.of(new LogPartition(log, partition), nextOffset)));
    }

    public long nextOffset(LogPartition partition) {
        return nextOffsets.getOrDefault(partition, 0L);
    }

    public boolean isEmpty() {
        return nextOffsets.isEmpty();
    }

    /** Whether everything before {@code other} is also before this. */
    public boolean reaches(Position other) {
        return other.nextOffsets.entrySet().stream().allMatch(e -> nextOffset(e.getKey()) >= e.getValue());
    }

    /** For each partition of either, the larger offset: after both. */
    public Position max(Position other) {
        return merge(other, Math::max);
    }

    private Position merge(Position other, LongBinaryOperator choose) {
        TreeMap<LogPartition, Long> merged = new TreeMap<>(nextOffsets);
        other.nextOffsets.forEach((partition, offset) -> merged.merge(partition, offset, choose::applyAsLong));
        return new Position(merged);
    }
}
