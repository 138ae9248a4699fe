package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Marker;
import io.weirpool.common.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a sink would have: the committed records of a topic, folded by key. */
final class ViewReader implements AutoCloseable {
    final Map<String, String> rows = new TreeMap<>();
    final Map<String, String> errors = new TreeMap<>();
    final Map<Integer, Position> reached = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;

    ViewReader(String bootstrapServers, String topic, int partitions) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        50, // closing waits for the fetch in flight
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList());
    }

    ViewReader poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(this::take);
        return this;
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        String key = new String(message.key(), UTF_8);
        if (message.headers().lastHeader(Topics.HEADER_MARKER) != null) {
            reached.put(message.partition(), Marker.fromJson(message.value()).position());
        } else if (message.value() == null) {
            rows.remove(key);
            errors.remove(key);
        } else if (message.headers().lastHeader(Topics.HEADER_ERROR) != null) {
            errors.put(key, new String(message.value(), UTF_8));
        } else {
            rows.put(key, new String(message.value(), UTF_8));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
