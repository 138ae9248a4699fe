package io.weirpool.common.kafka;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends records one by one, each acknowledged before the next: for what people do, a few times a day. Not thread-safe. */
public final class LogAppender implements AutoCloseable {
    /** Within this an append is acknowledged or its fate unknown. */
    private static final int APPEND_MS_MAX = 15_000;

    private final KafkaConfig kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    private LogAppender(KafkaConfig kafka, KafkaProducer<byte[], byte[]> producer) {
        this.kafka = kafka;
        this.producer = producer;
    }

    /** @param recordBytesMax of one record */
    public static LogAppender open(KafkaConfig kafka, int recordBytesMax) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, recordBytesMax);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaCalls.WAIT_MS_MAX);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, APPEND_MS_MAX / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, APPEND_MS_MAX);
        return new LogAppender(
                kafka, new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Appends a record and returns its offset when all in-sync replicas hold it.
     *
     * @throws WeirpoolException {@code LOG_SLOW} when it is not known whether it was written; {@code LOG_UNAVAILABLE}
     *     when it was not
     */
    public long append(LogPartition to, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(to.log(), to.partition(), key, value);
        headers.forEach(row.headers()::add);
        try {
            return producer.send(row)
                    .get(APPEND_MS_MAX + 1_000, TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WeirpoolException(ErrorCode.LOG_SLOW, to.log() + ": " + cause.getMessage(), e);
        } catch (KafkaException e) {
            throw KafkaCalls.unavailable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaCalls.unavailable(kafka, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
