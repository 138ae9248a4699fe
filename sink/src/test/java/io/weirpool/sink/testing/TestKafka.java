package io.weirpool.sink.testing;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Marker;
import io.weirpool.common.topic.Topics;
import io.weirpool.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One broker for all tests. */
public final class TestKafka {
    private static final EmbeddedKafka BROKER = start();

    private TestKafka() {}

    private static EmbeddedKafka start() {
        try {
            EmbeddedKafka broker = EmbeddedKafka.start(Files.createTempDirectory("weirpool-sink-kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KafkaConfig config() {
        return KafkaConfig.local(BROKER.bootstrapServers());
    }

    /**
     * Writes to view topics in transactions, as a processor does: a transaction that the broker gave up while it was
     * open (InvalidTxnState on commit: KAFKA-20785) is sent again by a producer that
     * takes the place of the first. Not safe for threads.
     */
    public static final class Producer implements AutoCloseable {
        private final String transactionalId = UUID.randomUUID().toString();
        private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        private KafkaProducer<byte[], byte[]> producer = open();

        private KafkaProducer<byte[], byte[]> open() {
            Map<String, Object> properties = config().clientProperties();
            properties.put("transactional.id", transactionalId);
            KafkaProducer<byte[], byte[]> opened =
                    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            opened.initTransactions();
            return opened;
        }

        public Producer begin() {
            sent.clear();
            producer.beginTransaction();
            return this;
        }

        public Producer row(String topic, int partition, String key, @Nullable String value) {
            return send(new ProducerRecord<>(topic, partition, bytes(key), value == null ? null : bytes(value)));
        }

        /** Says that the partition has heard of log s, same partition, up to an offset. */
        public Producer marker(String topic, int partition, Name pipeline, long position) {
            Marker marker =
                    new Marker(Integer.toString(partition), Position.of(pipeline + ".s", partition, position), 1);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, partition, bytes(Topics.MARKER_KEY_PREFIX + partition), marker.toJson());
            record.headers().add(Topics.HEADER_MARKER, new byte[0]);
            return send(record);
        }

        public Producer send(ProducerRecord<byte[], byte[]> record) {
            sent.add(record);
            producer.send(record);
            return this;
        }

        public void commit() {
            try {
                producer.commitTransaction();
            } catch (InvalidTxnStateException e) {
                producer.close();
                producer = open();
                producer.beginTransaction();
                sent.forEach(producer::send);
                producer.commitTransaction();
            }
        }

        public void abort() {
            producer.abortTransaction();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
