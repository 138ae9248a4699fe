package io.weirpool.processor.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record's value with where it goes.
 *
 * @param topic empty on a hop, which has its own
 * @param partition or {@link #ALL} or {@link #BY_KEY}
 * @param value null: a tombstone
 */
@SuppressWarnings("ArrayRecordComponent")
record Outgoing(String topic, int partition, byte @Nullable [] value) {
    static final int ALL = -1;
    static final int BY_KEY = -2;

    static Outgoing hop(int partition, byte[] value) {
        return new Outgoing("", partition, value);
    }

    /** Writes the value only; what is read has no topic. */
    @SuppressWarnings("NullAway") // a serializer's null is a tombstone, though its signature does not say so
    static Serde<Outgoing> serde() {
        Serializer<Outgoing> serializer = (topic, outgoing) -> outgoing.value();
        Deserializer<Outgoing> deserializer = (topic, bytes) -> new Outgoing("", BY_KEY, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** For Kafka Streams' partitioners: an empty Optional is the default partitioner. */
    Optional<Set<Integer>> partitions(int count) {
        return switch (partition) {
            case BY_KEY -> Optional.empty();
            case ALL -> Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
            default -> Optional.of(Set.of(partition));
        };
    }
}
