package io.weirpool.processor.topology;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a poll brought of one log partition, as one record for Kafka Streams: its own work per record (queues, contexts,
 * sensors) costs more than ours, and is spent once per batch this way. The records travel by reference, in a header, which
 * is the one thing of a record that Kafka Streams hands on as it is.
 *
 * <p>The batch has the offset of its first record: that is what Kafka Streams commits while the batch waits. Once it has
 * been processed, the position of the consumer is committed, which is after its last.
 */
public final class LogBatch implements Header {
    private static final String KEY = "weirpool-batch";
    private static final byte[] NOTHING = {};

    private final List<ConsumerRecord<byte[], ByteBuffer>> records;
    private final long nextOffset;

    private LogBatch(List<ConsumerRecord<byte[], ByteBuffer>> records, long nextOffset) {
        this.records = records;
        this.nextOffset = nextOffset;
    }

    /**
     * One record that stands for these.
     *
     * @param records of one partition, in order, at least one
     * @param nextOffset of the consumer; what is between the last record and it is nobody's command, such as the end of a
     *     producer's transaction
     */
    public static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], ByteBuffer>> records, long nextOffset) {
        ConsumerRecord<byte[], ByteBuffer> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                NOTHING,
                NOTHING,
                new RecordHeaders(List.<Header>of(new LogBatch(records, nextOffset))),
                first.leaderEpoch());
    }

    /** One record that says that there is nothing up to this offset, which is not the partition's first. */
    public static ConsumerRecord<byte[], byte[]> nothing(TopicPartition partition, long nextOffset, long nowMillis) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                nextOffset - 1,
                nowMillis,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                NOTHING,
                NOTHING,
                new RecordHeaders(List.<Header>of(new LogBatch(List.of(), nextOffset))),
                Optional.empty());
    }

    /** The batch that a record stands for. */
    static LogBatch in(Headers headers) {
        if (headers.lastHeader(KEY) instanceof LogBatch batch) {
            return batch;
        }
        throw new IllegalStateException("a record of a log that did not come through the batching consumer");
    }

    List<ConsumerRecord<byte[], ByteBuffer>> records() {
        return records;
    }

    /** The first offset of the log after it. */
    long nextOffset() {
        return nextOffset;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
