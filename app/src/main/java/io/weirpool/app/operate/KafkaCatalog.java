package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The catalog topic, and the logs beside it. */
public final class KafkaCatalog implements Catalog {
    private final KafkaConfig kafka;
    private final String prefix;

    /** @param prefix of the catalog topic's name */
    public KafkaCatalog(KafkaConfig kafka, String prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
    }

    @Override
    public Revision newest(Name pipeline) {
        return CatalogTopic.latest(kafka, prefix).orElseGet(() -> Revision.empty(pipeline));
    }

    @Override
    public void createLogs(Name pipeline, List<Source> sources) {
        List<TopicSpec> logs = sources.stream()
                .map(source -> TopicSpec.log(Topics.log(pipeline, source.name()), source.partitions()))
                .toList();
        if (!logs.isEmpty()) {
            try (TopicAdmin admin = TopicAdmin.open(kafka)) {
                admin.ensure(logs);
            }
        }
    }

    @Override
    public Map<String, List<Long>> ends(Name pipeline, List<Source> sources) {
        Map<String, Integer> partitions = new TreeMap<>();
        sources.forEach(source -> partitions.put(Topics.log(pipeline, source.name()), source.partitions()));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            return admin.ends(partitions);
        }
    }

    @Override
    public Map<String, Long> bytes(Name pipeline) {
        try (KafkaLook look = KafkaLook.open(kafka)) {
            return look.bytes(pipeline + ".");
        }
    }

    @Override
    public void append(Revision revision) {
        CatalogTopic.append(kafka, prefix, revision);
    }
}
