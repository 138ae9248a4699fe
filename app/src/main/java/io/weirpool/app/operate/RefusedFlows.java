package io.weirpool.app.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.KafkaState.Member;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Flows whose state a processor has refused, as another program made it, and which nobody works on. While a processor of
 * the former program does, as in the middle of an upgrade, a flow is not among them.
 */
final class RefusedFlows {
    private RefusedFlows() {}

    /**
     * Asks who works on what, and reads what is told about flows that nobody does.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer
     */
    static Set<Integer> find(KafkaConfig kafka, Revision revision) {
        Map<String, Integer> groups = new TreeMap<>();
        for (View view : revision.views()) {
            groups.put(Topics.application(revision.pipeline(), view.flow()), view.flow());
        }
        Set<Integer> refused = new TreeSet<>();
        if (!groups.isEmpty()) {
            try (KafkaLook look = KafkaLook.open(kafka)) {
                Map<String, List<Member>> members = look.members(groups.keySet());
                groups.forEach((group, flow) -> {
                    if (members.getOrDefault(group, List.of()).isEmpty()
                            && isRefused(kafka, look, revision.pipeline(), flow)) {
                        refused.add(flow);
                    }
                });
            }
        }
        return refused;
    }

    private static boolean isRefused(KafkaConfig kafka, KafkaLook look, Name pipeline, int flow) {
        boolean[] refused = {false};
        LogReader.read(kafka, Map.of(), look.ends(List.of(Topics.about(pipeline, flow))), record -> {
            if (record.key() != null && Topics.REFUSED_KEY.equals(new String(record.key(), UTF_8))) {
                refused[0] = record.value() != null;
            }
        });
        return refused[0];
    }
}
