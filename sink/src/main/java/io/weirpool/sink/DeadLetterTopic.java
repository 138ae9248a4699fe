package io.weirpool.sink;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.postgres.DeadLetterCopies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends dead letters to their topic. Connects with the first letter, as most sinks never have one. Thread-safe. */
final class DeadLetterTopic implements DeadLetterCopies, AutoCloseable {
    /** Within a database session's idle time of 5 s, in which the transaction waits for us. */
    private static final int DELIVERY_MS_MAX = 3_000;

    private final KafkaConfig kafka;
    private @Nullable String topic;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    DeadLetterTopic(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    synchronized void of(Name pipeline) {
        topic = Topics.deadLetters(pipeline);
    }

    @Override
    public void append(List<DeadLetter> letters) {
        KafkaProducer<byte[], byte[]> to = producer();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (DeadLetter letter : letters) {
                sent.add(to.send(
                        new ProducerRecord<>(topic(), letter.id().getBytes(StandardCharsets.UTF_8), letter.toJson())));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "dead letter topic: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "interrupted", e);
        }
    }

    private synchronized String topic() {
        if (topic == null) {
            throw new IllegalStateException("a dead letter before the first revision");
        }
        return topic;
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> properties = kafka.clientProperties();
            properties.put("acks", "all");
            properties.put("enable.idempotence", true);
            properties.put("max.block.ms", DELIVERY_MS_MAX);
            properties.put("linger.ms", 0);
            properties.put("request.timeout.ms", DELIVERY_MS_MAX - 1_000);
            properties.put("delivery.timeout.ms", DELIVERY_MS_MAX);
            properties.put("max.request.size", DeadLetter.RECORD_BYTES_MAX);
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(java.time.Duration.ofSeconds(1));
        }
    }
}
