package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a partition that some changes reach, as it is in the store and as the changes make it. */
final class Stretch {
    private static final byte[] START = {};
    private static final byte[] END = {};

    private final RowOrder order;
    private final Reach reach;
    private final Deque<PlacedRow> before = new ArrayDeque<>();
    private final Deque<PlacedRow> changes = new ArrayDeque<>();

    private Stretch(RowOrder order, Reach reach) {
        this.order = order;
        this.reach = reach;
    }

    /** The stretch of the first change, and of those after it as far as each reaches the next; they are removed. */
    static Stretch read(OrderedStore partition, RowOrder order, Reach reach, Deque<PlacedRow> changes) {
        Stretch stretch = new Stretch(order, reach);
        byte[] first = changes.getFirst().place();
        stretch.readBackwards(partition.range(START, first, true), changes.getFirst());
        stretch.readForwards(partition.range(first, END, false), changes);
        return stretch;
    }

    private void readBackwards(OrderedStore.Cursor cursor, PlacedRow change) {
        try (cursor) {
            @Nullable Object[] nearer = order.row(change);
            long rows = 0;
            while (cursor.hasNext()) {
                PlacedRow row = PlacedRow.of(cursor.next());
                if (row.weight() <= 0) {
                    continue;
                }
                @Nullable Object[] values = order.row(row);
                if (reach.endsBetween(nearer, values, rows)) {
                    return;
                }
                before.addFirst(row);
                nearer = values;
                rows += row.weight();
            }
        }
    }

    private void readForwards(OrderedStore.Cursor cursor, Deque<PlacedRow> left) {
        try (cursor) {
            PlacedRow nearer = take(left);
            long rows = 0;
            while (cursor.hasNext() || !left.isEmpty()) {
                PlacedRow row = cursor.hasNext() ? PlacedRow.of(cursor.next()) : null;
                while (!left.isEmpty() && (row == null || left.getFirst().compareTo(row) <= 0)) {
                    if (ends(nearer, left.getFirst(), rows)) {
                        return;
                    }
                    nearer = take(left);
                    rows = 0;
                }
                if (row == null) {
                    return;
                }
                boolean changes = row.compareTo(nearer) == 0;
                if (!changes && row.weight() > 0) {
                    if (ends(nearer, row, rows)) {
                        return;
                    }
                    nearer = row;
                    rows += row.weight();
                }
                before.addLast(row);
            }
        }
    }

    private PlacedRow take(Deque<PlacedRow> left) {
        PlacedRow change = left.removeFirst();
        changes.addLast(change);
        return change;
    }

    private boolean ends(PlacedRow nearer, PlacedRow farther, long rows) {
        return reach.endsBetween(order.row(nearer), order.row(farther), rows);
    }

    /** In order; weights can be below 0. */
    Collection<PlacedRow> before() {
        return before;
    }

    /** In order; weights can be below 0. */
    Collection<PlacedRow> after() {
        List<PlacedRow> after = new ArrayList<>(before.size() + changes.size());
        Deque<PlacedRow> left = new ArrayDeque<>(changes);
        for (PlacedRow row : before) {
            while (!left.isEmpty() && left.getFirst().compareTo(row) < 0) {
                after.add(left.removeFirst());
            }
            boolean changes = !left.isEmpty() && left.getFirst().compareTo(row) == 0;
            after.add(changes ? row.withWeight(row.weight() + left.removeFirst().weight()) : row);
        }
        after.addAll(left);
        return after;
    }
}
