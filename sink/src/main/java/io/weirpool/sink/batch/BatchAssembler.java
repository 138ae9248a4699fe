package io.weirpool.sink.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The batches being filled, at most one for each view partition. Not thread-safe. */
public final class BatchAssembler {
    private final BatchLimits limits;
    private final Map<ViewPartition, PartitionBatch> filling = new TreeMap<>();

    public BatchAssembler(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * The batch to add records of a view partition to.
     *
     * @param fromOffset where a new batch begins: what the database holds
     */
    public PartitionBatch batchOf(ViewPartition partition, long fromOffset, long nowNanos) {
        return filling.computeIfAbsent(partition, p -> new PartitionBatch(p, fromOffset, nowNanos));
    }

    /** Whether there is enough, or something old enough, to write. */
    public boolean isDue(long nowNanos) {
        long rows = 0;
        long bytes = 0;
        for (PartitionBatch batch : filling.values()) {
            rows += batch.size();
            bytes += batch.bytes();
            if (nowNanos - batch.bornNanos() >= limits.ageMax().toNanos()) {
                return true;
            }
        }
        return rows >= limits.rowsMax() || bytes >= limits.bytesMax();
    }

    /** All batches, in the order of their partitions; they stay until {@link #remove}. */
    public List<PartitionBatch> batches() {
        return new ArrayList<>(filling.values());
    }

    public boolean isEmpty() {
        return filling.isEmpty();
    }

    /** Written, or no longer ours. */
    public void remove(Collection<ViewPartition> partitions) {
        partitions.forEach(filling::remove);
    }
}
