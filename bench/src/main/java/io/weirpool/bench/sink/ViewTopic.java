package io.weirpool.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of a view with the columns of the peers' table, filled as a processor would. */
final class ViewTopic {
    static final String VIEW = "kept";
    static final int PARTITIONS = 2;
    private static final String SOURCES = """
        CREATE STREAM change (
          k BIGINT NOT NULL, cnt BIGINT, mx BIGINT, av DOUBLE PRECISION, sm BIGINT, ch TEXT
        ) WITH (partitions = 2);
        """;
    private static final String VIEWS = """
        CREATE MATERIALIZED VIEW kept AS
        SELECT k, max(cnt) AS cnt, max(mx) AS mx, max(av) AS av, max(sm) AS sm, max(ch) AS ch FROM change GROUP BY k;
        """;

    private final KafkaConfig kafka;
    private final String topic;
    private final long[] ends = new long[PARTITIONS];

    /** Declares the view and makes its topic. */
    ViewTopic(KafkaConfig kafka, String catalogPrefix, Name pipeline) {
        this.kafka = kafka;
        this.topic = Topics.view(pipeline, new Name(VIEW), 1);
        new Apply(new KafkaCatalog(kafka, catalogPrefix))
                .apply(
                        pipeline,
                        List.of(new SourceFile("sources.sql", SOURCES), new SourceFile("views.sql", VIEWS)),
                        BuildOptions.STANDARD);
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(
                    List.of(TopicSpec.view(topic, PARTITIONS), TopicSpec.deadLetters(Topics.deadLetters(pipeline))));
        }
    }

    /**
     * Appends records.
     *
     * @param keys from the number of a record to its key
     * @param salt makes the values; negative: the key goes
     */
    void append(int count, IntUnaryOperator keys, long salt) {
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Map<String, Object> properties = kafka.clientProperties();
        properties.putAll(Map.of("acks", "all", "batch.size", 256 << 10, "linger.ms", 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                long k = keys.applyAsInt(i);
                byte[] key = ("[" + k + "]").getBytes(UTF_8);
                int partition = KeyPartition.of(key, PARTITIONS);
                ends[partition]++;
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, key, salt < 0 ? null : value(k, salt)),
                        (place, failure) -> failed.compareAndSet(null, failure));
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("Kafka did not take all rows", failed.get());
        }
    }

    private static byte[] value(long k, long salt) {
        return "{\"k\":%d,\"cnt\":%d,\"mx\":%d,\"av\":%s,\"sm\":%d,\"ch\":\"channel-%d\"}"
                .formatted(k, salt, k + salt, k * 0.5 + salt, k * salt, k & 63)
                .getBytes(UTF_8);
    }

    /** Where a partition ends. */
    long end(int partition) {
        return ends[partition];
    }
}
