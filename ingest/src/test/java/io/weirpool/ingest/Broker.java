package io.weirpool.ingest;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker, and what its topics hold. Can be stopped and started again on the same port and data. */
public final class Broker implements AutoCloseable {
    private final Path directory;
    private final int port;
    private EmbeddedKafka kafka;

    private Broker(Path directory, EmbeddedKafka kafka) {
        this.directory = directory;
        this.kafka = kafka;
        this.port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    }

    public static Broker start() throws IOException {
        Path directory = Files.createTempDirectory("weirpool-ingest-test");
        return new Broker(directory, EmbeddedKafka.start(directory));
    }

    public KafkaConfig config() {
        return KafkaConfig.local("127.0.0.1:" + port);
    }

    public void stop() {
        kafka.close();
    }

    public void startAgain() {
        kafka = EmbeddedKafka.start(directory, port);
    }

    /** All records of a topic, partition by partition. */
    public List<ConsumerRecord<String, String>> read(String topic, int partitions) {
        Map<String, Object> properties = new HashMap<>(config().clientProperties());
        properties.put("fetch.max.wait.ms", 10); // closing waits for the fetch in flight
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(p -> new TopicPartition(topic, p))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
