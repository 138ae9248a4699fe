package io.weirpool.sink.read;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed records of partitions, from where it is told to. Offsets are PostgreSQL's affair, none is committed to
 * Kafka.
 *
 * <p>Used by one thread; only {@link #wakeUp} may be called from others.
 */
public abstract class PartitionReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

    final KafkaConsumer<byte[], byte[]> consumer;
    private final Object waking = new Object();
    private boolean closed;
    private final Map<ViewPartition, TopicPartition> read = new HashMap<>();
    private final Map<TopicPartition, ViewPartition> names = new HashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param recordsMax of one poll
     */
    PartitionReader(KafkaConfig kafka, String client, int recordsMax, Map<String, Object> more) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("client.id", client);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        properties.put("metadata.max.age.ms", 5_000); // how late a topic made after it was asked for is seen
        properties.put("max.poll.records", recordsMax);
        properties.put("fetch.max.bytes", 16 << 20); // what one fetch adds to the heap
        properties.putAll(more);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The consumer has it, and calls it by this name. */
    final void has(ViewPartition name, TopicPartition partition) {
        read.put(name, partition);
        names.put(partition, name);
    }

    /** The consumer has it no longer; by what name it had it, null when it had not. */
    final @Nullable ViewPartition hasNoMore(TopicPartition partition) {
        ViewPartition name = names.remove(partition);
        if (name != null) {
            read.remove(name);
        }
        return name;
    }

    /** Those it has. */
    final Set<ViewPartition> partitions() {
        return read.keySet();
    }

    /** The same as the consumer calls them. */
    final Set<TopicPartition> all() {
        return names.keySet();
    }

    /** The topic of a partition it has; null when it has it no longer. */
    public final @Nullable String topic(ViewPartition partition) {
        TopicPartition topicPartition = read.get(partition);
        return topicPartition == null ? null : topicPartition.topic();
    }

    /**
     * Waits for records and adds them to batches.
     *
     * @param batches the batch of a partition; null for one that is not wanted any more
     * @return partitions there were records of
     */
    public final Set<ViewPartition> poll(Duration timeout, Function<ViewPartition, @Nullable PartitionBatch> batches) {
        try {
            return read(timeout, batches);
        } catch (WakeupException e) {
            LOG.trace("woken up", e);
            return Set.of();
        }
    }

    private Set<ViewPartition> read(Duration timeout, Function<ViewPartition, @Nullable PartitionBatch> batches) {
        try {
            return add(consumer.poll(timeout), batches);
        } catch (OffsetOutOfRangeException e) {
            mend(e.offsetOutOfRangePartitions()); // woken up meanwhile, the next poll says the same again
            return Set.of();
        }
    }

    private Set<ViewPartition> add(
            ConsumerRecords<byte[], byte[]> records, Function<ViewPartition, @Nullable PartitionBatch> batches) {
        Set<ViewPartition> added = new TreeSet<>();
        for (TopicPartition topicPartition : records.partitions()) {
            ViewPartition name = names.get(topicPartition);
            PartitionBatch batch = name == null ? null : batches.apply(name);
            if (batch == null) {
                continue;
            }
            for (ConsumerRecord<byte[], byte[]> record : records.records(topicPartition)) {
                ViewRecords.add(batch, record);
                batch.reach(record.offset() + 1);
            }
            OffsetAndMetadata next = records.nextOffsets().get(topicPartition);
            if (next != null) {
                batch.reach(next.offset()); // past the records of aborted transactions
            }
            added.add(batch.partition());
        }
        return added;
    }

    /** Records before the log's start are superseded ones; a log shorter than the table is another log. */
    private void mend(Map<TopicPartition, Long> outOfRange) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(outOfRange.keySet());
        outOfRange.forEach((partition, wanted) -> {
            long start = starts.getOrDefault(partition, 0L);
            if (wanted < start) {
                consumer.seek(partition, start);
            } else {
                consumer.pause(List.of(partition));
                throw new TopicTooShort(partition.topic(), partition.partition(), wanted);
            }
        });
    }

    /** A table holds more than its topic ever had. */
    public static final class TopicTooShort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String topic;

        TopicTooShort(String topic, int partition, long wanted) {
            super("topic %s, partition %d ends before offset %d, up to which the table is written: was it deleted?"
                    .formatted(topic, partition, wanted));
            this.topic = topic;
        }

        public String topic() {
            return topic;
        }
    }

    /** Begins to read a partition there; nothing happens when it is no longer ours. */
    public final void startAt(ViewPartition partition, long offset) {
        TopicPartition topicPartition = read.get(partition);
        if (topicPartition != null) {
            consumer.seek(topicPartition, offset);
            consumer.resume(List.of(topicPartition));
        }
    }

    /** Reads no more of it until {@link #resume}. */
    public final void pause(ViewPartition partition) {
        TopicPartition topicPartition = read.get(partition);
        if (topicPartition != null) {
            consumer.pause(List.of(topicPartition));
        }
    }

    public final void resume(ViewPartition partition) {
        TopicPartition topicPartition = read.get(partition);
        if (topicPartition != null) {
            consumer.resume(List.of(topicPartition));
        }
    }

    /** Records not read yet; empty when not known. */
    public final OptionalLong lag(ViewPartition partition) {
        TopicPartition topicPartition = read.get(partition);
        return topicPartition == null ? OptionalLong.empty() : consumer.currentLag(topicPartition);
    }

    /** Ends a poll that waits; from any thread, even after the end. */
    public final void wakeUp() {
        synchronized (waking) {
            if (!closed) {
                consumer.wakeup(); // of a closed one it would write to what may be another's file by now
            }
        }
    }

    @Override
    public final void close() {
        synchronized (waking) {
            closed = true;
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(3)));
    }
}
