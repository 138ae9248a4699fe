package io.weirpool.e2e.simulation;

import io.weirpool.processor.task.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topic partitions, each a list of committed records. */
final class Topics {
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, List<SimulatedRecord>> partitions = new HashMap<>();

    /** Makes a topic of so many partitions. */
    void create(String topic, int count) {
        counts.put(topic, count);
    }

    static String partition(String topic, int partition) {
        return topic + "-" + partition;
    }

    void append(String topic, Outgoing outgoing, SimulatedRecord message) {
        Set<Integer> to = outgoing.partitions(counts.getOrDefault(topic, 1)).orElse(Set.of(0));
        to.forEach(partition -> append(partition(topic, partition), message));
    }

    void append(String partition, SimulatedRecord message) {
        partitions.computeIfAbsent(partition, p -> new ArrayList<>()).add(message);
    }

    SimulatedRecord read(String partition, int offset) {
        return partitions.getOrDefault(partition, List.of()).get(offset);
    }

    int size(String partition) {
        return partitions.getOrDefault(partition, List.of()).size();
    }

    List<SimulatedRecord> all(String partition) {
        return partitions.getOrDefault(partition, List.of());
    }
}
