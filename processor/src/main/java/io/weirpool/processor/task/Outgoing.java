package io.weirpool.processor.task;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record's value with where it goes.
 *
 * @param topic empty on a hop, which has its own
 * @param partition or {@link #ALL} or {@link #BY_KEY}
 * @param value null: a tombstone
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outgoing(String topic, int partition, byte @Nullable [] value) {
    public static final int ALL = -1;
    public static final int BY_KEY = -2;

    static Outgoing hop(int partition, byte[] value) {
        return new Outgoing("", partition, value);
    }

    /** For Kafka Streams' partitioners: an empty Optional is the default partitioner. */
    public Optional<Set<Integer>> partitions(int count) {
        return switch (partition) {
            case BY_KEY -> Optional.empty();
            case ALL -> Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
            default -> Optional.of(Set.of(partition));
        };
    }
}
