package io.weirpool.processor.operator;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.codec.Values;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tests of ordered operators compute by comparing values, where the operators compare bytes. */
final class OrderedRowsInMemory {
    private OrderedRowsInMemory() {}

    /** By the sort keys only. */
    static Comparator<@Nullable Object[]> peers(RowType type, List<SortKey> order) {
        return (a, b) -> {
            for (SortKey key : order) {
                int compared = compare(type, key, a[key.column()], b[key.column()]);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private static int compare(RowType type, SortKey key, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            int nullsLast = a == b ? 0 : a == null ? 1 : -1;
            return key.nullsFirst() ? -nullsLast : nullsLast;
        }
        int compared = Values.compare(type.type(key.column()), a, b);
        return key.descending() ? -compared : compared;
    }

    /** The rows of each partition in order, ties by the row's bytes. */
    static List<List<@Nullable Object[]>> partitions(
            RowType type, List<Integer> partition, List<SortKey> order, List<@Nullable Object[]> rows) {
        List<SortKey> by = partition.stream()
                .map(column -> new SortKey(column, false, false))
                .toList();
        Comparator<@Nullable Object[]> byPartition = peers(type, by);
        RowCodec codec = RowCodec.of(type);
        List<@Nullable Object[]> sorted = new ArrayList<>(rows);
        sorted.sort(byPartition
                .thenComparing(peers(type, order))
                .thenComparing((a, b) -> Arrays.compareUnsigned(codec.encode(a), codec.encode(b))));
        List<List<@Nullable Object[]>> partitions = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || byPartition.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
                partitions.add(new ArrayList<>());
            }
            partitions.get(partitions.size() - 1).add(sorted.get(i));
        }
        return partitions;
    }
}
