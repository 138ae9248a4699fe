package io.weirpool.processor.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a partition, or of a part of it, in order; a row that is there several times stands several times. */
final class PartitionRows {
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<PlacedRow> placed = new ArrayList<>();
    private final int[] groups;
    private final int[] groupStarts;

    PartitionRows(Collection<PlacedRow> ordered, RowOrder order) {
        for (PlacedRow row : ordered) {
            @Nullable Object[] values = row.weight() > 0 ? order.row(row) : null;
            for (long copy = 0; copy < row.weight(); copy++) {
                rows.add(values);
                placed.add(row);
            }
        }
        groups = new int[rows.size()];
        for (int i = 1; i < groups.length; i++) {
            groups[i] = groups[i - 1] + (placed.get(i).isPeerOf(placed.get(i - 1)) ? 0 : 1);
        }
        groupStarts = new int[groups.length == 0 ? 1 : groups[groups.length - 1] + 2];
        for (int i = groups.length - 1; i >= 0; i--) {
            groupStarts[groups[i]] = i;
        }
        groupStarts[groupStarts.length - 1] = groups.length;
    }

    int size() {
        return groups.length;
    }

    @Nullable Object[] row(int index) {
        return rows.get(index);
    }

    PlacedRow placed(int index) {
        return placed.get(index);
    }

    /** Number of the row's group of peers, from 0. */
    int group(int index) {
        return groups[index];
    }

    /** Index of a group's first row; before the first group 0, after the last the number of rows. */
    int groupStart(long group) {
        return groupStarts[(int) Math.max(0, Math.min(group, groupStarts.length - 1))];
    }

    int peersFrom(int index) {
        return groupStart(groups[index]);
    }

    /** Exclusive. */
    int peersTo(int index) {
        return groupStart(groups[index] + 1L);
    }
}
