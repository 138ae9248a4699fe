package io.weirpool.sink.read;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.sink.batch.ViewPartition;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions that another reader has won and left to it, with a consumer that is in no group. */
public final class BacklogReader extends PartitionReader {
    /**
     * Kafka's consumer has one fetch under way at a broker. One for a partition that is read to its end waits there so long for
     * more, and until then nothing is asked for another that was full meanwhile, however much there is of it.
     */
    private static final int FETCH_WAIT_MS = 50;

    /**
     * Reads nothing yet.
     *
     * @param recordsMax of one poll
     */
    public BacklogReader(KafkaConfig kafka, String client, int recordsMax) {
        super(kafka, client, recordsMax, Map.of("fetch.max.wait.ms", FETCH_WAIT_MS));
    }

    /** Reads this partition, too, from the offset on. */
    public void take(ViewPartition partition, String topic, long offset) {
        TopicPartition taken = new TopicPartition(topic, partition.partition());
        has(partition, taken);
        consumer.assign(all());
        startAt(partition, offset);
    }

    /** Reads these no more. */
    public void leave(Collection<ViewPartition> partitions) {
        for (ViewPartition partition : partitions) {
            String topic = topic(partition);
            if (topic != null) {
                hasNoMore(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(all()); // what stays goes on where it is, paused or not
    }

    /** Those it reads. */
    public Set<ViewPartition> reads() {
        return Set.copyOf(partitions());
    }
}
