package io.weirpool.sink.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /**
     * What to write now: all that may be written, as soon as that is enough, or one of it old enough.
     *
     * @param mayBeWritten whether a partition need not wait for other reasons
     * @return in the order of their partitions; they stay until {@link #remove}
     */
    public List<PartitionBatch> due(long nowNanos, Predicate<ViewPartition> mayBeWritten) {
        List<PartitionBatch> ready = ready(mayBeWritten);
        long rows = ready.stream().mapToLong(PartitionBatch::size).sum();
        long bytes = ready.stream().mapToLong(PartitionBatch::bytes).sum();
        boolean old = ready.stream()
                .anyMatch(
                        batch -> nowNanos - batch.bornNanos() >= limits.ageMax().toNanos());
        return old || rows >= limits.rowsMax() || bytes >= limits.bytesMax() ? ready : List.of();
    }

    /** How long until something is old enough; {@code atMost} when nothing waits for that. */
    public Duration untilDue(long nowNanos, Predicate<ViewPartition> mayBeWritten, Duration atMost) {
        return ready(mayBeWritten).stream()
                .map(batch -> limits.ageMax().minusNanos(nowNanos - batch.bornNanos()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .min(Duration::compareTo)
                .filter(left -> left.compareTo(atMost) < 0)
                .orElse(atMost);
    }

    private List<PartitionBatch> ready(Predicate<ViewPartition> mayBeWritten) {
        return filling.values().stream()
                .filter(batch -> mayBeWritten.test(batch.partition()))
                .toList();
    }

    /** Whether something of it waits to be written. */
    public boolean isFilling(ViewPartition partition) {
        return filling.containsKey(partition);
    }

    /** Written, or no longer ours. */
    public void remove(Collection<ViewPartition> partitions) {
        partitions.forEach(filling::remove);
    }
}
