package io.weirpool.sink;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.sink.postgres.Swap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Kafka where logs end. Connects when it is asked first, and keeps the connection: a swap waits for the answer. */
final class LogEnds implements Swap.Ends, AutoCloseable {
    private final KafkaConfig kafka;
    private @Nullable TopicAdmin admin;

    LogEnds(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    @Override
    public synchronized Map<String, List<Long>> of(Map<String, Integer> topics) {
        if (admin == null) {
            admin = TopicAdmin.open(kafka);
        }
        return admin.ends(topics);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
