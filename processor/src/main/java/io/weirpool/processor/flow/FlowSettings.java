package io.weirpool.processor.flow;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.topic.DeadLetter;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings for a flow. */
final class FlowSettings {
    /** A dead member's tasks are taken over after this; a pause of the JVM as long as this costs a rebalance. */
    private static final int SESSION_MS = 6_000;

    private static final int HEARTBEAT_MS = SESSION_MS / 3;
    /*
     * A transaction that is open for longer is aborted by Kafka, and all it did is done again: on a machine that is too busy
     * to commit in time nothing would ever come about. Dead members' transactions need not wait for it: see LostMembers,
     * whose rights are those the flow's own producers have.
     */
    private static final int TRANSACTION_MS = 60_000;
    /** What a poll brings of a log partition is one batch: see {@link io.weirpool.processor.topology.LogBatch}. */
    static final int POLL_RECORDS_MAX = 2_000;
    /** Batches of a log and records of a hop that wait in a task, besides those of one poll: each may be large. */
    private static final int WAITING_MAX = 2;
    /** A hop's record is 64 KiB of small rows, or one group with a row of at most 2 MiB; twice that for safety. */
    private static final int INTERNAL_RECORD_BYTES_MAX = 4 << 20;

    /** Four times Kafka's own: a commit's rows go in fewer requests, which is what a broker works for. */
    private static final int PRODUCER_BATCH_BYTES = 64 << 10;

    /*
     * Of a partition at a time while a flow is throttled: some hundred records, then the next partition. With Kafka's own 1 MiB
     * a thousand records a second read one partition for a quarter of an hour, and nobody can say how far the flow is before it
     * has been in each of them.
     */
    private static final int THROTTLED_FETCH_BYTES = 16 << 10;

    private FlowSettings() {}

    /** @param throttled whether the flow is held back to some records a second while it is being built */
    static Properties of(String application, ProcessorConfig config, KafkaConfig kafka, boolean throttled) {
        Properties settings = new Properties();
        settings.putAll(kafka.clientProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Math.max(
                        config.commitInterval().toMillis(),
                        config.backlogCommitInterval().toMillis()));
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        // Operators hold back writes themselves, and better.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
        if (throttled) {
            settings.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                    THROTTLED_FETCH_BYTES);
        }
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, WAITING_MAX);
        // No answer depends on which log is read first; looking whether to wait for one writes two texts each time.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), PRODUCER_BATCH_BYTES);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Math.max(DeadLetter.RECORD_BYTES_MAX, INTERNAL_RECORD_BYTES_MAX));
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), INTERNAL_RECORD_BYTES_MAX);
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                Integer.toString(kafka.minInSyncReplicas()));
        return settings;
    }
}
