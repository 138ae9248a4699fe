package io.weirpool.processor.flow;

import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a flow's thread: it waits for the broker once in a commit.
 *
 * <p>Kafka Streams flushes the producer for each task of a thread before it commits all of them in one transaction. As
 * tasks write most of what they write in a commit (see {@link io.weirpool.processor.topology}), each flush is a round trip
 * with the rows of one task. A transaction ends when all that was sent in it has been taken, so nothing is lost by not
 * waiting before. What Kafka Streams learns from a flush it learns from the commit here: the offsets of changelogs are read
 * after it, and a record that was refused fails it. Errors are those that Kafka Streams makes of a record's, so that it does the same.
 */
final class FlowProducer extends KafkaProducer<byte[], byte[]> {
    private final LongConsumer committed;

    /**
     * A producer.
     *
     * @param config as for {@link KafkaProducer}, of a transactional one
     * @param committed is told when a transaction has been committed, in milliseconds since 1970
     */
    FlowProducer(Map<String, Object> config, LongConsumer committed) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.committed = committed;
    }

    /** Does nothing: the end of the transaction waits for all. */
    @Override
    public void flush() {}

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        try {
            super.sendOffsetsToTransaction(offsets, groupMetadata);
        } catch (KafkaException e) {
            throw asOfRecord(e);
        }
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
            committed.accept(System.currentTimeMillis());
        } catch (KafkaException e) {
            throw asOfRecord(e);
        }
    }

    /** What a record that was refused means: begin again from the last commit, or somebody else has the tasks. */
    static KafkaException asOfRecord(KafkaException error) {
        Throwable cause =
                error.getClass() == KafkaException.class && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof OutOfOrderSequenceException || cause instanceof InvalidPidMappingException) {
            return new ProducerFencedException(cause.toString());
        }
        if (cause instanceof RetriableException) {
            return new TimeoutException(cause.toString(), error);
        }
        return error;
    }
}
