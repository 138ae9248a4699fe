package io.weirpool.sink.postgres;

import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;

/** A batch and the epoch under which it may be written. */
public record ClaimedBatch(PartitionBatch batch, long epoch) {
    public ViewPartition partition() {
        return batch.partition();
    }
}
