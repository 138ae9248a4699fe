package io.weirpool.sink.read;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all view topics with one consumer. Sinks with the same group share the partitions; offsets are PostgreSQL's
 * affair, none is committed to Kafka. A new partition is paused until {@link #startAt}.
 *
 * <p>Used by one thread; only {@link #wakeUp} may be called from others.
 */
public final class ViewReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewReader.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final Map<ViewPartition, TopicPartition> assigned = new HashMap<>();
    private Subscription subscription = new Subscription(Map.of(), "", "");

    /** Hears of partitions won and lost, on the thread that polls. */
    public interface Assignment {
        /** They are paused; an empty collection means that the group has nothing for us. */
        void assigned(Collection<ViewPartition> partitions);

        /** What was read of them and is not written yet is somebody else's now. */
        void revoked(Collection<ViewPartition> partitions);

        /** As revoked, but the group did not ask: it had not heard of us for too long, others may have written since. */
        void lost(Collection<ViewPartition> partitions);
    }

    /**
     * Joins no group yet.
     *
     * @param group id all sinks of a pipeline share
     * @param recordsMax of one poll
     */
    public ViewReader(KafkaConfig kafka, String group, int recordsMax, Assignment assignment) {
        this.assignment = assignment;
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("group.id", group);
        properties.put("client.id", group);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        // Spreads topics of one partition, too; and gives up everything before each rebalance, so that every partition
        // is claimed anew after it.
        properties.put("partition.assignment.strategy", List.of(RoundRobinAssignor.class.getName()));
        properties.put("session.timeout.ms", 6_000); // a dead sink's partitions move on within this
        properties.put("heartbeat.interval.ms", 2_000);
        properties.put("metadata.max.age.ms", 5_000); // how late a topic made after the subscription is seen
        properties.put("max.poll.records", recordsMax);
        properties.put("fetch.max.bytes", 16 << 20); // what one fetch adds to the heap
        properties.put("max.poll.interval.ms", 300_000); // a cycle ends long before, even without PostgreSQL
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads these topics from now on; those that do not exist yet, when they do. */
    public void subscribe(Subscription wanted) {
        this.subscription = wanted;
        consumer.subscribe(wanted.topics(), new Rebalances());
    }

    /**
     * Waits for records and adds them to batches.
     *
     * @param batches the batch of a partition; null for one that is not wanted any more
     */
    public void poll(Duration timeout, Function<ViewPartition, @Nullable PartitionBatch> batches) {
        try {
            add(consumer.poll(timeout), batches);
        } catch (WakeupException e) {
            LOG.trace("woken up", e);
        } catch (OffsetOutOfRangeException e) {
            mend(e.offsetOutOfRangePartitions());
        }
    }

    private void add(
            ConsumerRecords<byte[], byte[]> records, Function<ViewPartition, @Nullable PartitionBatch> batches) {
        for (TopicPartition topicPartition : records.partitions()) {
            PartitionBatch batch =
                    batches.apply(subscription.partition(topicPartition.topic(), topicPartition.partition()));
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
        }
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
    public void startAt(ViewPartition partition, long offset) {
        TopicPartition topicPartition = assigned.get(partition);
        if (topicPartition != null) {
            consumer.seek(topicPartition, offset);
            consumer.resume(List.of(topicPartition));
        }
    }

    /** Reads no more of it until {@link #resume}. */
    public void pause(ViewPartition partition) {
        TopicPartition topicPartition = assigned.get(partition);
        if (topicPartition != null) {
            consumer.pause(List.of(topicPartition));
        }
    }

    public void resume(ViewPartition partition) {
        TopicPartition topicPartition = assigned.get(partition);
        if (topicPartition != null) {
            consumer.resume(List.of(topicPartition));
        }
    }

    /** Records not read yet; empty when not known. */
    public OptionalLong lag(ViewPartition partition) {
        TopicPartition topicPartition = assigned.get(partition);
        return topicPartition == null ? OptionalLong.empty() : consumer.currentLag(topicPartition);
    }

    /** Asks the group to share the partitions out again. */
    public void rejoin() {
        consumer.enforceRebalance("fenced");
    }

    /** Ends a poll that waits; from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    /** Leaves the group. */
    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(3)));
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            partitions.forEach(partition -> {
                consumer.seek(partition, 0); // no position would be a failure; the true one comes with startAt
                assigned.put(subscription.partition(partition.topic(), partition.partition()), partition);
            });
            assignment.assigned(names(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assignment.revoked(forget(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assignment.lost(forget(partitions));
        }

        private List<ViewPartition> forget(Collection<TopicPartition> partitions) {
            // by what they were assigned as: the subscription may have changed since
            List<ViewPartition> ours = assigned.entrySet().stream()
                    .filter(entry -> partitions.contains(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            ours.forEach(assigned::remove);
            return ours;
        }

        private List<ViewPartition> names(Collection<TopicPartition> partitions) {
            return partitions.stream()
                    .map(partition -> subscription.partition(partition.topic(), partition.partition()))
                    .sorted()
                    .toList();
        }
    }
}
