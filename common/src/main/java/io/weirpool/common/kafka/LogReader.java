package io.weirpool.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.model.Position.LogPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads parts of logs from one offset to another, in a group of nobody: for those who prove, not for those who work. */
public final class LogReader {
    private static final Duration POLL = Duration.ofMillis(500);

    private LogReader() {}

    /**
     * A record of a log.
     *
     * @param appendMillis when the broker took it
     * @param value null: a delete
     */
    @SuppressWarnings("ArrayRecordComponent") // looked at once, never compared
    public record LogRecord(
            LogPartition from,
            long offset,
            long appendMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, byte[]> headers) {}

    /**
     * Gives every committed record from {@code from} (included) to {@code to} (not included) to {@code each}, in order
     * within a partition. Returns when all are read, which takes as long as it takes.
     *
     * @param to partitions that are not in {@code from} are read from their beginning
     * @throws io.weirpool.common.error.WeirpoolException {@code LOG_UNAVAILABLE}
     */
    public static void read(
            KafkaConfig kafka, Map<LogPartition, Long> from, Map<LogPartition, Long> to, Consumer<LogRecord> each) {
        Map<TopicPartition, Long> left = new HashMap<>();
        to.forEach((partition, end) -> left.put(new TopicPartition(partition.log(), partition.partition()), end));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.assign(left.keySet());
            consumer.seekToBeginning(left.keySet());
            for (LogPartition partition : to.keySet()) {
                if (from.containsKey(partition)) {
                    consumer.seek(new TopicPartition(partition.log(), partition.partition()), from.get(partition));
                }
            }
            while (!left.isEmpty()) {
                left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                consumer.assign(left.keySet());
                if (!left.isEmpty()) {
                    consumer.poll(POLL).forEach(record -> take(record, to, each));
                }
            }
        } catch (KafkaException e) {
            throw KafkaCalls.unavailable(kafka, e);
        }
    }

    /**
     * What a compacted topic holds: the newest committed value of each key, as of now.
     *
     * @return by the key as text; without keys that are deleted; in no order
     * @throws io.weirpool.common.error.WeirpoolException {@code LOG_UNAVAILABLE}
     */
    public static Map<String, byte[]> newest(KafkaConfig kafka, KafkaLook look, String topic) {
        Map<String, byte[]> newest = new HashMap<>();
        read(kafka, Map.of(), look.ends(List.of(topic)), record -> {
            String key = record.key() == null ? "" : new String(record.key(), UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, record.value());
            }
        });
        return newest;
    }

    private static void take(
            ConsumerRecord<byte[], byte[]> record, Map<LogPartition, Long> to, Consumer<LogRecord> each) {
        LogPartition from = new LogPartition(record.topic(), record.partition());
        if (record.offset() < to.getOrDefault(from, 0L)) {
            Map<String, byte[]> headers = new HashMap<>();
            for (Header header : record.headers()) {
                headers.put(header.key(), header.value());
            }
            each.accept(
                    new LogRecord(from, record.offset(), record.timestamp(), record.key(), record.value(), headers));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20); // closing waits for the fetch in flight
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
