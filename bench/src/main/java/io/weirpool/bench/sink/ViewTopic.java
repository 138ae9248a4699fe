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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of a view with the columns of the peers' table, filled as a processor would: in transactions. */
final class ViewTopic {
    static final int PARTITIONS = 2;
    private static final String SOURCES = """
        CREATE STREAM change (
          k BIGINT NOT NULL, cnt BIGINT, mx BIGINT, av DOUBLE PRECISION, sm BIGINT, ch TEXT
        ) WITH (partitions = 2);
        """;
    private static final String VIEW = """
        CREATE MATERIALIZED VIEW %s AS
        SELECT k, max(cnt) AS cnt, max(mx) AS mx, max(av) AS av, max(sm) AS sm, max(ch) AS ch FROM change GROUP BY k;
        """;
    /** A transaction is filled before it is timed. */
    private static final int TRANSACTION_MS_MAX = 600_000;

    private final KafkaConfig kafka;
    private final String view;
    private final String topic;
    private final AtomicLongArray ends = new AtomicLongArray(PARTITIONS);

    private ViewTopic(KafkaConfig kafka, Name pipeline, String view) {
        this.kafka = kafka;
        this.view = view;
        this.topic = Topics.view(pipeline, new Name(view), 1);
    }

    /** Declares views and makes their topics, in the same order. */
    static List<ViewTopic> declare(KafkaConfig kafka, String catalogPrefix, Name pipeline, List<String> views) {
        String definitions = views.stream().map(VIEW::formatted).collect(Collectors.joining());
        new Apply(new KafkaCatalog(kafka, catalogPrefix))
                .apply(
                        pipeline,
                        List.of(new SourceFile("sources.sql", SOURCES), new SourceFile("views.sql", definitions)),
                        BuildOptions.STANDARD);
        List<ViewTopic> topics =
                views.stream().map(view -> new ViewTopic(kafka, pipeline, view)).toList();
        List<TopicSpec> wanted = new ArrayList<>(List.of(TopicSpec.deadLetters(Topics.deadLetters(pipeline))));
        topics.forEach(topic -> wanted.add(TopicSpec.view(topic.topic, PARTITIONS)));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(wanted);
        }
        return topics;
    }

    String view() {
        return view;
    }

    /** Records that are in the topic and that nobody sees yet. */
    static final class Appended implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;

        private Appended(KafkaProducer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        /** From now on they are seen. */
        void commit() {
            producer.commitTransaction();
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /**
     * Appends records, all in one transaction.
     *
     * @param keys from the number of a record to its key
     * @param salt makes the values; negative: the key goes
     */
    Appended append(int count, IntUnaryOperator keys, long salt) {
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Map<String, Object> properties = kafka.clientProperties();
        properties.putAll(Map.of(
                "transactional.id",
                "filled-" + topic,
                "transaction.timeout.ms",
                TRANSACTION_MS_MAX,
                "batch.size",
                256 << 10,
                "linger.ms",
                20));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            long k = keys.applyAsInt(i);
            byte[] key = ("[" + k + "]").getBytes(UTF_8);
            int partition = KeyPartition.of(key, PARTITIONS);
            var unused = producer.send(
                    new ProducerRecord<>(topic, partition, key, salt < 0 ? null : value(k, salt)), (place, failure) -> {
                        failed.compareAndSet(null, failure);
                        if (failure == null) {
                            ends.accumulateAndGet(partition, place.offset() + 1, Math::max);
                        }
                    });
        }
        producer.flush();
        if (failed.get() != null) {
            producer.close();
            throw new IllegalStateException("Kafka did not take all rows", failed.get());
        }
        return new Appended(producer);
    }

    private static byte[] value(long k, long salt) {
        return "{\"k\":%d,\"cnt\":%d,\"mx\":%d,\"av\":%s,\"sm\":%d,\"ch\":\"channel-%d\"}"
                .formatted(k, salt, k + salt, k * 0.5 + salt, k * salt, k & 63)
                .getBytes(UTF_8);
    }

    /** Where a partition ends. */
    long end(int partition) {
        return ends.get(partition);
    }
}
