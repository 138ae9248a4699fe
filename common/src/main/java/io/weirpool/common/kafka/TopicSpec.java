package io.weirpool.common.kafka;

import io.weirpool.common.topic.DeadLetter;
import java.time.Duration;
import java.util.Map;

/**
 * A topic as we want it.
 *
 * @param name from {@link io.weirpool.common.topic.Topics}
 * @param partitions fixed for ever
 * @param settings Kafka's topic settings that must be so; those whose name begins with {@code max.} or {@code min.} may
 *     also be larger
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
    /** A command is at most 1 MiB as sent; key, headers and canonical numbers may add as much. */
    public static final int RECORD_BYTES_MAX = 2 << 20;
    /** All definitions of a pipeline and their plans stand in one record; text of a megabyte is refused by {@code sql}. */
    static final int REVISION_BYTES_MAX = 16 << 20;
    /** Longer than a sink is likely to be down; after that it rebuilds its tables. */
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

    public TopicSpec {
        settings = Map.copyOf(settings);
    }

    /** Never compacted and kept for ever, because every view can be computed again from it; times are the broker's. */
    public static TopicSpec log(String name, int partitions) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", Integer.toString(RECORD_BYTES_MAX)));
    }

    /** The last row of each key is kept. */
    public static TopicSpec view(String name, int partitions) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy", "compact",
                        "delete.retention.ms", Long.toString(TOMBSTONES_KEPT.toMillis()),
                        "max.message.bytes", Integer.toString(RECORD_BYTES_MAX)));
    }

    /** One partition, so that revisions have one order. */
    public static TopicSpec catalog(String name) {
        return keptForEver(name, REVISION_BYTES_MAX);
    }

    /** The last entry of each flow and log partition. */
    public static TopicSpec ledger(String name) {
        return new TopicSpec(name, 1, Map.of("cleanup.policy", "compact"));
    }

    /** The last of each key; small segments, as it is read whole. */
    public static TopicSpec about(String name) {
        return new TopicSpec(name, 1, Map.of("cleanup.policy", "compact", "segment.bytes", Integer.toString(1 << 20)));
    }

    /** The last state of each token; a tombstone is kept long enough for every gateway to see it. */
    static TopicSpec tokens(String name) {
        return new TopicSpec(
                name,
                1,
                Map.of("cleanup.policy", "compact", "delete.retention.ms", Long.toString(TOMBSTONES_KEPT.toMillis())));
    }

    /** Kept until somebody has looked at them. */
    public static TopicSpec deadLetters(String name) {
        return keptForEver(name, DeadLetter.RECORD_BYTES_MAX);
    }

    /** For who asks after what he has just sent. */
    public static TopicSpec repeats(String name) {
        return new TopicSpec(
                name,
                1,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(Duration.ofDays(1).toMillis()),
                        "max.message.bytes", Integer.toString(RECORD_BYTES_MAX)));
    }

    private static TopicSpec keptForEver(String name, int recordBytesMax) {
        return new TopicSpec(
                name,
                1,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", Integer.toString(recordBytesMax)));
    }
}
