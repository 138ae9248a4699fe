package io.weirpool.bench.backlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The log of a stream {@code event}, in rows of some 150 bytes as the door writes them. Used by one thread. */
public final class EventLog {
    /** Of its name. */
    public static final String SOURCE = "event";
    /** Event times are that far apart. */
    private static final long STEP_MS = 10;

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
    private static final int KINDS = 10;
    private static final int AMOUNT_MAX = 100_000;

    private final KafkaConfig kafka;
    private final String topic;
    private final int keys;
    private final long[] ends;
    private final SplittableRandom random = new SplittableRandom(1);
    private long made;

    private EventLog(KafkaConfig kafka, String topic, int partitions, int keys) {
        this.kafka = kafka;
        this.topic = topic;
        this.keys = keys;
        this.ends = new long[partitions];
    }

    /**
     * An empty log.
     *
     * @param pipeline no other on the same broker has it
     * @param keys that column {@code k} has values for, evenly
     */
    public static EventLog make(KafkaConfig kafka, Name pipeline, int partitions, int keys) {
        String topic = Topics.log(pipeline, new Name(SOURCE));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(java.util.List.of(TopicSpec.log(topic, partitions)));
        }
        return new EventLog(kafka, topic, partitions, keys);
    }

    /** The declaration. */
    public static String sql(int partitions) {
        return """
            CREATE STREAM event (
              k      BIGINT NOT NULL,
              kind   INTEGER NOT NULL,
              amount BIGINT NOT NULL,
              at     TIMESTAMP(3) NOT NULL,
              label  TEXT,
              note   TEXT
            ) WITH (partitions = %d);
            """.formatted(partitions);
    }

    /** Appends so many events to all partitions in turn, and returns when Kafka has them. */
    public void append(long events) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.putAll(Map.of("acks", "all", "compression.type", "lz4", "batch.size", 256 << 10, "linger.ms", 20));
        // A partition that has just been made may refuse the first batch and take the second, and then the first never.
        properties.put("max.in.flight.requests.per.connection", 1);
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < events; i++) {
                int partition = (int) (made % ends.length);
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, null, next()),
                        (place, failure) -> failed.compareAndSet(null, failure));
                ends[partition]++;
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("Kafka did not take all events", failed.get());
        }
    }

    private byte[] next() {
        long number = made++;
        int key = random.nextInt(keys);
        String at = TIME.format(START.plus(number * STEP_MS, ChronoUnit.MILLIS));
        return ("{\"k\":" + key + ",\"kind\":" + random.nextInt(KINDS) + ",\"amount\":" + random.nextInt(AMOUNT_MAX)
                        + ",\"at\":\"" + at + "\",\"label\":\"label-" + key % 100
                        + "\",\"note\":\"what nobody reads, and the door has taken all the same\"}")
                .getBytes(US_ASCII);
    }

    /** Where each partition ends, by topic. */
    public Map<String, Map<Integer, Long>> ends() {
        Map<Integer, Long> ofLog = new HashMap<>();
        for (int partition = 0; partition < ends.length; partition++) {
            ofLog.put(partition, ends[partition]);
        }
        return Map.of(topic, ofLog);
    }
}
