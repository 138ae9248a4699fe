package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.operator.SlicedGroups.Window;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.RowFunction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the groups of overlapping windows by slice of time, and at each flush says for every window of a slice that changed
 * what it was and what it is: made of its slices before and after. A {@link FinalAggregate} in other respects.
 *
 * <p>Cost of a flush: for each group with changed slices one read of its {@linkplain SliceBlocks block}, or two, and one
 * write; for each of their windows as many additions as it has slices. State: what {@link GroupTotals} are of each slice.
 */
public final class SlicedAggregate implements HopOutput {
    /** Changed slices held: at some 500 bytes each 5 MB of heap for a task. */
    private static final int SLICES_MAX = 10_000;

    private final AggregateLayout layout;
    private final SlicedGroups groups;
    private final RowFunction after;
    private final OrderedStore store;
    private final SliceBlocks blocks;
    private final OutcomeOutput output;
    private final byte[] empty;
    private final ByKey<ChangedSlices> dirty = new ByKey<>();
    private final ByteOutput place = new ByteOutput(64);
    private int slices;

    /**
     * An aggregate on its state.
     *
     * @param after what becomes of the aggregate's rows
     */
    public SlicedAggregate(
            AggregateLayout layout, SlicedGroups groups, RowFunction after, OrderedStore store, OutcomeOutput output) {
        this.layout = layout;
        this.groups = groups;
        this.after = after;
        this.store = store;
        this.blocks = new SliceBlocks(groups, store);
        this.output = output;
        this.empty = nothing().encoded();
    }

    private GroupTotals nothing() {
        return new GroupTotals(layout.newTotals(store));
    }

    @Override
    public void merge(byte[] key, byte[] partial) {
        @Nullable Object[] group = layout.group(key);
        place.reset();
        groups.writePlace(place, group);
        ChangedSlices changed = dirty.get(place);
        if (changed == null) {
            changed = new ChangedSlices(group);
            dirty.put(place, changed);
        }
        slices -= changed.size();
        changed.of(groups.slice(group), this::nothing).merge(partial);
        slices += changed.size();
        if (slices >= SLICES_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        dirty.forEach((group, changed) -> flush(changed));
        dirty.clear();
        slices = 0;
    }

    private void flush(ChangedSlices changed) {
        List<Window> windows = groups.windows(changed);
        SliceList before = blocks.read(changed.group(), windows);
        SliceList now = with(changed, before);
        blocks.write(changed, now);
        for (int i = 0; i < windows.size(); i++) {
            emit(changed.group(), windows.get(i), before, now);
        }
    }

    /** The slices and their changes together; without those that are nothing any more. */
    private SliceList with(ChangedSlices changed, SliceList before) {
        SliceList now = new SliceList();
        int next = 0;
        for (int i = 0; i < changed.size(); i++) {
            long start = changed.start(i);
            while (next < before.size() && before.start(next) < start) {
                now.add(before.start(next), before.totals(next++));
            }
            GroupTotals change = changed.change(i);
            if (next < before.size() && before.start(next) == start) {
                change.merge(before.totals(next++));
            }
            byte[] sum = change.encoded();
            if (!Arrays.equals(sum, empty)) {
                now.add(start, sum);
            }
        }
        while (next < before.size()) {
            now.add(before.start(next), before.totals(next++));
        }
        return now;
    }

    private void emit(@Nullable Object[] slices, Window window, SliceList before, SliceList now) {
        @Nullable Object[] group = groups.at(slices, window);
        Outcome was = outcome(group, window, before);
        Outcome is = outcome(group, window, now);
        if (!is.equals(was)) {
            output.changed(layout.keyOf(group), was, is);
        }
    }

    private Outcome outcome(@Nullable Object[] group, Window window, SliceList all) {
        int first = all.from(window.start());
        int end = all.from(window.end());
        if (first == end) {
            return Outcome.absent();
        }
        GroupTotals sum = nothing();
        for (int i = first; i < end; i++) {
            sum.merge(all.totals(i));
        }
        return sum.rows() <= 0 ? Outcome.absent() : Outcome.of(() -> layout.row(group, sum), after);
    }

    @Override
    public void close(ClosedKeys closed) {
        blocks.close(closed);
    }
}
