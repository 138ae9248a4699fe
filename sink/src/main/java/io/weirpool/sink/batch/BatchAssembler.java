package io.weirpool.sink.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The batches of view partitions: at most one of each that is being filled, and before it at most one that is closed, which is
 * being written or to be written again as it is. Not thread-safe.
 */
public final class BatchAssembler {
    private final BatchLimits limits;
    private final Map<ViewPartition, PartitionBatch> filling = new TreeMap<>();
    private final Map<ViewPartition, PartitionBatch> closed = new TreeMap<>();

    public BatchAssembler(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * The batch to add records of a view partition to.
     *
     * @param fromOffset where a new batch begins when none is closed: what the database holds
     */
    public PartitionBatch batchOf(ViewPartition partition, long fromOffset, long nowNanos) {
        PartitionBatch before = closed.get(partition);
        long from = before == null ? fromOffset : before.nextOffset();
        return filling.computeIfAbsent(partition, p -> new PartitionBatch(p, from, nowNanos));
    }

    /**
     * Closes what is to be written now: all that may be written, as soon as that is enough, or one of it old enough. Of a
     * partition that has a closed batch, that one.
     *
     * @param mayBeWritten whether a partition need not wait for other reasons, such as its closed batch being written
     * @return in the order of their partitions; they stay until {@link #written} or {@link #remove}
     */
    public List<PartitionBatch> close(long nowNanos, Predicate<ViewPartition> mayBeWritten) {
        List<PartitionBatch> ready = ready(mayBeWritten);
        boolean enough = isEnough(ready, 1) || ready.stream().anyMatch(batch -> isDue(batch, nowNanos));
        if (!enough) {
            return List.of();
        }
        for (PartitionBatch batch : ready) {
            if (filling.remove(batch.partition(), batch)) {
                closed.put(batch.partition(), batch);
            }
        }
        return ready;
    }

    /** {@code transactions}: whose rows they would be; the bytes that may wait are the same for any number. */
    private boolean isEnough(Collection<PartitionBatch> batches, int transactions) {
        long rows = batches.stream().mapToLong(PartitionBatch::size).sum();
        long bytes = batches.stream().mapToLong(PartitionBatch::bytes).sum();
        return rows >= (long) transactions * limits.rowsMax() || bytes >= limits.bytesMax();
    }

    private boolean isDue(PartitionBatch batch, long nowNanos) {
        return isClosed(batch)
                || nowNanos - batch.bornNanos() >= limits.ageMax().toNanos();
    }

    /** How long until something is old enough; {@code atMost} when nothing waits for that. */
    public Duration untilDue(long nowNanos, Predicate<ViewPartition> mayBeWritten, Duration atMost) {
        return ready(mayBeWritten).stream()
                .map(batch -> isDue(batch, nowNanos)
                        ? Duration.ZERO
                        : limits.ageMax().minusNanos(nowNanos - batch.bornNanos()))
                .min(Duration::compareTo)
                .filter(left -> left.compareTo(atMost) < 0)
                .orElse(atMost);
    }

    private List<PartitionBatch> ready(Predicate<ViewPartition> mayBeWritten) {
        TreeMap<ViewPartition, PartitionBatch> first = new TreeMap<>(filling);
        first.putAll(closed);
        List<PartitionBatch> ready = new ArrayList<>(first.values());
        ready.removeIf(batch -> !mayBeWritten.test(batch.partition()));
        return ready;
    }

    /** Whether this very batch is closed and neither written nor removed. */
    public boolean isClosed(PartitionBatch batch) {
        return closed.get(batch.partition()) == batch;
    }

    /** Whether nothing of it waits to be written. */
    public boolean isEmpty(ViewPartition partition) {
        return !filling.containsKey(partition) && !closed.containsKey(partition);
    }

    /** Whether there is enough of a partition for a transaction of its own. */
    public boolean isFull(ViewPartition partition) {
        PartitionBatch batch = filling.get(partition);
        return batch != null && isEnough(List.of(batch), 1);
    }

    /** Whether there is enough of all together for so many transactions: no more should be read. */
    public boolean isFull(int transactions) {
        return isEnough(filling.values(), transactions);
    }

    /** A closed batch is in the database. */
    public void written(PartitionBatch batch) {
        closed.remove(batch.partition(), batch);
    }

    /** What was read of it after its closed batch is to be read again. */
    public void removeFilling(ViewPartition partition) {
        filling.remove(partition);
    }

    /** No longer ours: what is filling and what is closed. */
    public void remove(Collection<ViewPartition> partitions) {
        partitions.forEach(filling::remove);
        partitions.forEach(closed::remove);
    }
}
