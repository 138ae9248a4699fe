package io.weirpool.common.kafka;

import io.weirpool.common.access.AccessToken;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The topic that keeps tokens, by id; a tombstone revokes one. Compacted, one partition, followed by every gateway. */
public final class TokenTopic {
    private TokenTopic() {}

    static TopicPartition ensured(KafkaConfig kafka, String prefix) {
        String topic = Topics.tokens(prefix);
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(TopicSpec.tokens(topic));
        }
        return new TopicPartition(topic, 0);
    }

    /** Keeps a token; gateways know it within a second. */
    public static void put(KafkaConfig kafka, String prefix, AccessToken token) {
        send(kafka, prefix, token.id(), token.toJson());
    }

    /** Takes a token away; gateways refuse it within a second. */
    public static void revoke(KafkaConfig kafka, String prefix, String id) {
        send(kafka, prefix, id, null);
    }

    /**
     * All tokens by id.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE}
     */
    public static Map<String, AccessToken> list(KafkaConfig kafka, String prefix) {
        TopicPartition partition = ensured(kafka, prefix);
        try (KafkaConsumer<byte[], byte[]> consumer = CatalogTopic.consumer(kafka, partition)) {
            Map<String, AccessToken> tokens = new TreeMap<>();
            readToEnd(consumer, partition, tokens);
            return tokens;
        } catch (KafkaException e) {
            throw KafkaCalls.unavailable(kafka, e);
        }
    }

    static void readToEnd(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Map<String, AccessToken> into) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + KafkaCalls.WAIT_MS_MAX * 1_000_000L;
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(partition.topic() + " cannot be read");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(entry -> take(entry, into));
        }
    }

    static void take(ConsumerRecord<byte[], byte[]> entry, Map<String, AccessToken> into) {
        if (entry.key() == null) {
            return; // none of ours
        }
        String id = new String(entry.key(), StandardCharsets.UTF_8);
        if (entry.value() == null) {
            into.remove(id);
        } else {
            into.put(id, AccessToken.fromJson(entry.value()));
        }
    }

    private static void send(KafkaConfig kafka, String prefix, String id, byte @Nullable [] value) {
        TopicPartition to = ensured(kafka, prefix);
        try (LogAppender appender = LogAppender.open(kafka, TopicSpec.RECORD_BYTES_MAX)) {
            appender.append(
                    new LogPartition(to.topic(), to.partition()), id.getBytes(StandardCharsets.UTF_8), value, Map.of());
        }
    }
}
