package io.weirpool.ingest.check;

import io.weirpool.common.kafka.KeyPartition;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which partition of a log a row goes to: murmur2 of its key, as Kafka's own partitioner has it; without a key of its
 * id, so that it meets its repeats. Rows without either stay with one partition until it has had a batch of them, then go
 * to the next, so that batches fill.
 */
final class Partitions {
    /* As a power of two: Kafka's customary batch of 16 KiB. */
    private static final int STAY_BYTES_LOG2 = 14;

    private final int count;
    private final AtomicLong bytesWithoutKey = new AtomicLong();

    Partitions(int count) {
        this.count = count;
    }

    int of(byte @Nullable [] key, byte @Nullable [] id, int rowBytes) {
        byte[] home = key == null ? id : key;
        if (home != null) {
            return KeyPartition.of(home, count);
        }
        return (int) ((bytesWithoutKey.getAndAdd(rowBytes) >>> STAY_BYTES_LOG2) % count);
    }
}
