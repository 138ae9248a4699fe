package io.weirpool.app.status;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.FlowCounts;
import io.weirpool.common.topic.FlowCounts.Count;
import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Map<LogPartition, Long> ends;
        try (KafkaLook look = KafkaLook.open(kafka)) {
            ends = look.ends(List.of(Topics.about(pipeline, flow)));
        }
        Map<String, FlowCounts> last = new HashMap<>();
        LogReader.read(kafka, Map.of(), ends, record -> {
            if (record.value() != null && isOfProcess(record.key())) {
                FlowCounts told = FlowCounts.fromJson(record.value());
                last.put(told.process(), told);
            }
        });
        Map<List<String>, Count> counts = new HashMap<>();
        last.values()
                .forEach(told -> told.counts()
                        .forEach(count ->
                                counts.merge(List.of(count.view(), count.operator()), count, LiveCounts::together)));
        return new LiveCounts(last.size(), counts);
    }

    private static boolean isOfProcess(byte @Nullable [] key) {
        String of = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return !of.equals(Topics.LAYOUT_KEY) && !of.equals(Topics.REFUSED_KEY);
    }

    private static Count together(Count one, Count other) {
        return new Count(one.view(), one.operator(), one.in() + other.in(), one.out() + other.out());
    }

    /** Changes that an operator of a view took in and gave out; empty when nobody has told of it. */
    Optional<Count> of(String view, String operator) {
        return Optional.ofNullable(counts.get(List.of(view, operator)));
    }
}
