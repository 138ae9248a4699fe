package io.weirpool.common.kafka;

import io.weirpool.common.catalog.CatalogJson;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic that says what is wanted: one record for each apply. All of it is read, each time: it has as many records as
 * there were applies.
 */
public final class CatalogTopic {
    private CatalogTopic() {}

    /**
     * Follows the catalog in one daemon thread until closed; makes the topic when it is missing.
     *
     * @param prefix of the topic's name, {@code weirpool} unless configured
     * @param onRevision called in that thread, first with the latest revision if there is one, then with each newer one,
     *     in order. When it throws, it is called again with the latest revision after a pause, and the follower is not
     *     ready until it returns
     */
    public static CatalogFollower follow(KafkaConfig kafka, String prefix, Consumer<Revision> onRevision) {
        return CatalogFollower.start(kafka, Topics.catalog(prefix), onRevision);
    }

    /**
     * The latest revision; empty when there was no apply yet.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE}, {@code TOPIC_SETTINGS_DIFFER}, or {@code
     *     STATE_FORMAT_UNKNOWN} when a newer Weirpool wrote one
     */
    public static Optional<Revision> latest(KafkaConfig kafka, String prefix) {
        String topic = Topics.catalog(prefix);
        ensure(kafka, topic);
        return readAll(kafka, topic).latest();
    }

    /**
     * Appends a revision and returns when it counts.
     *
     * @throws WeirpoolException {@code CATALOG_CONFLICT} when another revision of that number counts; {@code LOG_SLOW}
     *     when it is not known whether it was written; {@code LOG_UNAVAILABLE} when it was not
     */
    public static void append(KafkaConfig kafka, String prefix, Revision revision) {
        String topic = Topics.catalog(prefix);
        ensure(kafka, topic);
        long offset = send(kafka, topic, revision);
        RevisionLog log = readAll(kafka, topic);
        if (!log.won(revision.number(), offset)) {
            throw new WeirpoolException(
                    ErrorCode.CATALOG_CONFLICT,
                    "revision %d builds on %d, the catalog is at %d"
                            .formatted(revision.number(), revision.base(), log.number()));
        }
    }

    static void ensure(KafkaConfig kafka, String topic) {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(TopicSpec.catalog(topic));
        }
    }

    private static long send(KafkaConfig kafka, String topic, Revision revision) {
        byte[] key = Long.toString(revision.number()).getBytes(StandardCharsets.UTF_8);
        try (LogAppender appender = LogAppender.open(kafka, TopicSpec.REVISION_BYTES_MAX)) {
            return appender.append(new LogPartition(topic, 0), key, CatalogJson.write(revision), Map.of());
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka, TopicPartition partition) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"); // some topics have transactions
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KafkaCalls.WAIT_MS_MAX);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaCalls.WAIT_MS_MAX);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    private static RevisionLog readAll(KafkaConfig kafka, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        RevisionLog log = new RevisionLog();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, partition)) {
            readToEnd(consumer, partition, log);
            return log;
        } catch (KafkaException e) {
            throw KafkaCalls.unavailable(kafka, e);
        }
    }

    /** Reads up to where the topic ends now. */
    static void readToEnd(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, RevisionLog log) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + KafkaCalls.WAIT_MS_MAX * 1_000_000L;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                log.take(entry);
                deadline = System.nanoTime() + KafkaCalls.WAIT_MS_MAX * 1_000_000L;
            }
            if (System.nanoTime() > deadline) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        "%s: no record for %d ms".formatted(partition.topic(), KafkaCalls.WAIT_MS_MAX));
            }
        }
    }
}
