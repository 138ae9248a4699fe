package io.weirpool.sink.read;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.sink.batch.ViewPartition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all view topics with one consumer. Sinks with the same group share the partitions. A new partition is paused until
 * {@link #startAt}.
 */
public final class ViewReader extends PartitionReader {
    /**
     * Kafka's consumer has one fetch under way at a broker. What is read from now on, of a new version or one that has come back
     * from the backlog, is asked for when the one under way for the others has ended, for which a broker with nothing new waits
     * so long.
     */
    private static final int FETCH_WAIT_MS = 100;

    private final Assignment assignment;
    private Subscription subscription = new Subscription(Map.of(), "", "");

    /** Hears of partitions won and lost, on the thread that polls. */
    public interface Assignment {
        /**
         * The group has shared them out: these are ours now beside those that were before. They are paused; an empty collection
         * means that there are no more than before.
         */
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
        super(
                kafka,
                group,
                recordsMax,
                Map.of(
                        "group.id",
                        group,
                        "fetch.max.wait.ms",
                        FETCH_WAIT_MS,
                        // Spreads topics of one partition, too; and what stays with its sink is read and written
                        // on while the group shares out the topics of a new version.
                        "partition.assignment.strategy",
                        List.of(CooperativeStickyAssignor.class.getName()),
                        "session.timeout.ms",
                        6_000, // a dead sink's partitions move on within this
                        "heartbeat.interval.ms",
                        2_000,
                        "max.poll.interval.ms",
                        300_000)); // a cycle ends long before, even without PostgreSQL
        this.assignment = assignment;
    }

    /** Reads these topics from now on; those that do not exist yet, when they do. */
    public void subscribe(Subscription wanted) {
        this.subscription = wanted;
        consumer.subscribe(wanted.topics(), new Rebalances());
    }

    /** Asks the group to share the partitions out again. */
    public void rejoin() {
        consumer.enforceRebalance("fenced");
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            partitions.forEach(partition -> {
                consumer.seek(partition, 0); // no position would be a failure; the true one comes with startAt
                has(subscription.partition(partition.topic(), partition.partition()), partition);
            });
            assignment.assigned(partitions.stream()
                    .map(partition -> subscription.partition(partition.topic(), partition.partition()))
                    .sorted()
                    .toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assignment.revoked(forget(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assignment.lost(forget(partitions));
        }

        /** By what they were assigned as: the subscription may have changed since. */
        private List<ViewPartition> forget(Collection<TopicPartition> partitions) {
            return partitions.stream()
                    .map(ViewReader.this::hasNoMore)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }
}
