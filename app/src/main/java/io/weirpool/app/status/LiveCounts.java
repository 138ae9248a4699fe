package io.weirpool.app.status;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.FlowCounts;
import io.weirpool.common.topic.FlowCounts.Count;
import io.weirpool.common.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operators of one flow have counted since it began, in all processes that worked for it.
 *
 * @param processes how many have told
 * @param counts by view and operator
 */
record LiveCounts(int processes, Map<List<String>, Count> counts) {
    LiveCounts {
        counts = Map.copyOf(counts);
    }

    /** @throws io.weirpool.common.error.WeirpoolException {@code LOG_UNAVAILABLE} */
    static LiveCounts read(KafkaConfig kafka, Name pipeline, int flow) {
        Map<String, byte[]> told;
        try (KafkaLook look = KafkaLook.open(kafka)) {
            told = LogReader.newest(kafka, look, Topics.about(pipeline, flow));
        }
        told.keySet().removeAll(List.of(Topics.LAYOUT_KEY, Topics.REFUSED_KEY));
        Map<List<String>, Count> counts = new HashMap<>();
        for (byte[] process : told.values()) {
            FlowCounts.fromJson(process)
                    .counts()
                    .forEach(count -> counts.merge(List.of(count.view(), count.operator()), count, Count::plus));
        }
        return new LiveCounts(told.size(), counts);
    }

    /** Changes that an operator of a view took in and gave out; empty when nobody has told of it. */
    Optional<Count> of(String view, String operator) {
        return Optional.ofNullable(counts.get(List.of(view, operator)));
    }
}
