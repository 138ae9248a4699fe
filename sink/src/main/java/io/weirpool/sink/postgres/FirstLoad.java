package io.weirpool.sink.postgres;

import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which rows of a batch have keys their table cannot hold yet: those of a view that only grows, and, of any other, those
 * whose key was not written since this sink began with the empty table. It begins with the first record of a view partition and
 * ends with the claim, since from then on others may write; or when batches have been small for long, as those of a version that
 * keeps up are.
 *
 * <p>Whoever believes it fails where a key is there all the same, as in a table somebody has written by hand: then
 * {@link #forget} it. Thread-safe, as long as one view partition is written by one thread at a time.
 */
final class FirstLoad {
    /** Fewer new rows than that are as cheap beside the others. */
    static final int ROWS_MIN = 50;
    /** So many batches in a row with fewer rows, some fifty seconds of them at least. */
    private static final int SMALL_BATCHES_MAX = 1_000;

    private final Map<ViewPartition, Load> loads = new ConcurrentHashMap<>();

    private static final class Load {
        private final long epoch;
        private final WrittenKeys keys = new WrittenKeys();
        private int smallBatches;

        Load(long epoch) {
            this.epoch = epoch;
        }
    }

    /** The same batch, rows that are certainly new told apart; for each batch that may be written, before it is. */
    DecodedBatch sorted(ClaimedBatch claimed, DecodedBatch batch) {
        if (batch.table().grows()) {
            return batch.withFresh(batch.upserts(), List.of());
        }
        Load load = load(claimed);
        if (load == null) {
            return batch;
        }
        List<DecodedBatch.Row> fresh = new ArrayList<>();
        List<DecodedBatch.Row> others = new ArrayList<>();
        for (DecodedBatch.Row row : batch.upserts()) {
            (load.keys.add(row.from().key()) ? fresh : others).add(row);
        }
        return fresh.size() < ROWS_MIN ? batch : batch.withFresh(fresh, others);
    }

    /** Null when it is not known what the table holds. */
    private @Nullable Load load(ClaimedBatch claimed) {
        PartitionBatch batch = claimed.batch();
        Load load = loads.get(claimed.partition());
        if (batch.fromOffset() == 0 && (load == null || load.epoch != claimed.epoch())) {
            load = new Load(claimed.epoch());
            loads.put(claimed.partition(), load);
        }
        if (load == null) {
            return null;
        }
        load.smallBatches = batch.rows().size() < ROWS_MIN ? load.smallBatches + 1 : 0;
        if (load.epoch != claimed.epoch() || load.smallBatches > SMALL_BATCHES_MAX) {
            loads.remove(claimed.partition());
            return null;
        }
        return load;
    }

    /** Of other versions there will be no batch any more; each {@code <view>.v<n>}. */
    void keep(Set<String> versions) {
        loads.keySet().removeIf(partition -> !versions.contains(partition.versionedView()));
    }

    /** What was said of these was wrong. */
    void forget(Collection<ViewPartition> partitions) {
        loads.keySet().removeAll(partitions);
    }
}
