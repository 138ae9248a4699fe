package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Changes of partitions' rows, held until a flush so that a partition is looked at once for all of them. Each partition's
 * are in the order of its rows.
 */
final class HeldRows {
    /** Rows held: at some 400 bytes each 4 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final Map<Bytes, NavigableMap<Bytes, PlacedRow>> partitions = new LinkedHashMap<>();
    private int rows;

    /** Takes the changes of a partition: at least one, in order, weights not 0. */
    @FunctionalInterface
    interface Partition {
        void changed(byte[] key, Collection<PlacedRow> changes);
    }

    void add(byte[] partition, PlacedRow change) {
        NavigableMap<Bytes, PlacedRow> changes =
                partitions.computeIfAbsent(Bytes.wrap(partition), p -> new TreeMap<>());
        rows -= changes.size();
        changes.merge(Bytes.wrap(change.place()), change, (a, b) -> a.withWeight(a.weight() + b.weight()));
        rows += changes.size();
    }

    /** Whether it holds so many changes that it should be flushed. */
    boolean isFull() {
        return rows >= ROWS_MAX;
    }

    void flush(Partition action) {
        partitions.forEach((key, changes) -> {
            changes.values().removeIf(change -> change.weight() == 0);
            if (!changes.isEmpty()) {
                action.changed(key.array(), changes.values());
            }
        });
        partitions.clear();
        rows = 0;
    }

    /** Writes the changes to the partition's rows. */
    static void apply(Collection<PlacedRow> changes, OrderedStore partition) {
        for (PlacedRow change : changes) {
            byte[] stored = partition.get(change.place());
            long before = stored == null ? 0 : PlacedRow.weight(stored);
            PlacedRow now = change.withWeight(before + change.weight());
            partition.put(now.place(), now.weight() == 0 ? null : now.value());
        }
    }
}
