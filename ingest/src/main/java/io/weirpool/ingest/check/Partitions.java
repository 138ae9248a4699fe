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

    /** For the rows of one request. */
    Turn turn() {
        return new Turn();
    }

    /**
     * The rows of one request. The first one without key or id stays with those of others, so that single rows fill
     * batches together; many rows fill batches of their own, so that requests at work at the same time do not wait for
     * each other at one partition. Used by one thread.
     */
    final class Turn {
        private int partition;
        private int bytesLeft;
        private boolean first = true;

        private Turn() {}

        int of(byte @Nullable [] key, byte @Nullable [] id, int rowBytes) {
            byte[] home = key == null ? id : key;
            if (home != null) {
                return KeyPartition.of(home, count);
            }
            if (bytesLeft < rowBytes) {
                int more = first ? rowBytes : Math.max(rowBytes, 1 << STAY_BYTES_LOG2);
                partition = (int) ((bytesWithoutKey.getAndAdd(more) >>> STAY_BYTES_LOG2) % count);
                bytesLeft = more;
                first = false;
            }
            bytesLeft -= rowBytes;
            return partition;
        }
    }
}
