package io.weirpool.processor.flow;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.processor.topology.LogBatch;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls give the records of a log as one {@link LogBatch} for each partition; of some seventy methods one
 * is changed. Where a poll brings no record of a partition and its position moves all the same, as after the end of a
 * producer's transaction, there is a batch without records: a flow that did not hear of it would seem behind for ever.
 *
 * <p>A log that was read is not begun anew: Kafka Streams would do so in silence when the position is gone, because
 * retention has overtaken it, or the topic was deleted and made again. Commands would be missing, or count twice.
 */
final class BatchedPolls implements InvocationHandler {
    private final Consumer<byte[], ByteBuffer> consumer;
    private final Set<String> logs;
    private final Gathering gathering;
    /** The next offset of each partition of a log that the last batch of it told of. */
    private final Map<TopicPartition, Long> told = new HashMap<>();

    BatchedPolls(Consumer<byte[], ByteBuffer> consumer, Set<String> logs, Gathering gathering) {
        this.consumer = consumer;
        this.logs = logs;
        this.gathering = gathering;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("seekToBeginning") && arguments != null) {
            begin((Collection<?>) arguments[0]);
        }
        if (method.getName().equals("poll")) {
            gathering.await();
        }
        try {
            Object result = method.invoke(consumer, arguments);
            if (result instanceof ConsumerRecords<?, ?> records) {
                gathering.came(records.count());
                return batched(result);
            }
            if (method.getName().startsWith("seek")) {
                told.clear(); // what was told of may have been given up
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** @throws WeirpoolException {@code GAP} when the flow has read one; before its first commit it has read nothing */
    private void begin(Collection<?> partitions) {
        Set<TopicPartition> ofLogs = new HashSet<>();
        for (Object one : partitions) {
            if (one instanceof TopicPartition partition && logs.contains(partition.topic())) {
                ofLogs.add(partition);
            }
        }
        if (ofLogs.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(ofLogs);
        for (TopicPartition partition : ofLogs) {
            OffsetAndMetadata read = committed.get(partition);
            if (read != null) {
                throw new WeirpoolException(
                        ErrorCode.GAP,
                        "%s: the command at %d is not there any more".formatted(partition, read.offset()));
            }
        }
    }

    @SuppressWarnings("unchecked") // the consumer reads bytes
    private Object batched(Object polled) {
        ConsumerRecords<byte[], ByteBuffer> records = (ConsumerRecords<byte[], ByteBuffer>) polled;
        if (records.isEmpty() && records.nextOffsets().isEmpty()) {
            return records;
        }
        told.keySet().retainAll(consumer.assignment());
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], ByteBuffer>> read = records.records(partition);
            batches.put(
                    partition,
                    logs.contains(partition.topic())
                            ? List.of(batch(partition, read, records))
                            : read.stream().map(BatchedPolls::copied).toList());
        }
        records.nextOffsets().forEach((partition, next) -> {
            if (logs.contains(partition.topic()) && next.offset() > told.getOrDefault(partition, 0L)) {
                told.put(partition, next.offset());
                batches.put(partition, List.of(LogBatch.nothing(partition, next.offset(), System.currentTimeMillis())));
            }
        });
        return new ConsumerRecords<>(batches, records.nextOffsets());
    }

    /** As Kafka Streams knows records. */
    private static ConsumerRecord<byte[], byte[]> copied(ConsumerRecord<byte[], ByteBuffer> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                Utils.toNullableArray(record.value()),
                record.headers(),
                record.leaderEpoch());
    }

    private ConsumerRecord<byte[], byte[]> batch(
            TopicPartition partition,
            List<ConsumerRecord<byte[], ByteBuffer>> read,
            ConsumerRecords<byte[], ByteBuffer> records) {
        long afterLast = read.get(read.size() - 1).offset() + 1;
        OffsetAndMetadata next = records.nextOffsets().get(partition);
        long nextOffset = next == null ? afterLast : Math.max(afterLast, next.offset());
        told.put(partition, nextOffset);
        return LogBatch.of(read, nextOffset);
    }
}
