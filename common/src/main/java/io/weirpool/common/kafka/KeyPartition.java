package io.weirpool.common.kafka;

import org.apache.kafka.common.utils.Utils;

/**
 * Where a key lives. The rule is Kafka's own (murmur2, as its default partitioner has it), so that producers of others
 * agree with ours; it must never change, as logs and state were laid out by it.
 */
public final class KeyPartition {
    private KeyPartition() {}

    /** The partition of a topic, and so the task, that keeps the key; from 0 to {@code partitions} - 1. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
