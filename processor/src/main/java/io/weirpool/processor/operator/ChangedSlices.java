package io.weirpool.processor.operator;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of a group's slices since the last flush, in the order of time. */
final class ChangedSlices {
    private final @Nullable Object[] group;
    private long[] starts = new long[2];
    private GroupTotals[] changes = new GroupTotals[2];
    private int size;

    /** {@code group}: has the bounds of one of them. */
    ChangedSlices(@Nullable Object[] group) {
        this.group = group;
    }

    @Nullable Object[] group() {
        return group;
    }

    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    GroupTotals change(int index) {
        return changes[index];
    }

    /** The change of the slice with this start; one that is new when there is none. Most come in the order of time. */
    GroupTotals of(long start, Supplier<GroupTotals> none) {
        int at = size;
        while (at > 0 && starts[at - 1] > start) {
            at--;
        }
        if (at > 0 && starts[at - 1] == start) {
            return changes[at - 1];
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            changes = Arrays.copyOf(changes, 2 * size);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(changes, at, changes, at + 1, size - at);
        starts[at] = start;
        changes[at] = none.get();
        size++;
        return changes[at];
    }
}
