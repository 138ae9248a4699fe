package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.KafkaState.Member;
import io.weirpool.common.kafka.LogReader;
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
                            && LogReader.newest(kafka, look, Topics.about(revision.pipeline(), flow))
                                    .containsKey(Topics.REFUSED_KEY)) {
                        refused.add(flow);
                    }
                });
            }
        }
        return refused;
    }
}
