package io.weirpool.processor.topology;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private final List<ConsumerRecord<byte[], byte[]>> records;

    private LogBatch(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = records;
    }

    /**
     * One record that stands for these.
     *
     * @param records of one partition, in order, at least one
     */
    public static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                records.stream().mapToInt(ConsumerRecord::serializedValueSize).sum(),
                NOTHING,
                NOTHING,
                new RecordHeaders(List.<Header>of(new LogBatch(records))),
                first.leaderEpoch());
    }

    /** The records of a batch. */
    static List<ConsumerRecord<byte[], byte[]>> in(Headers headers) {
        if (headers.lastHeader(KEY) instanceof LogBatch batch) {
            return batch.records;
        }
        throw new IllegalStateException("a record of a log that did not come through the batching consumer");
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
