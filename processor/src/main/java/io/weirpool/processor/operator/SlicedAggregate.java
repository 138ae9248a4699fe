package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.operator.SlicedGroups.Window;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.RowFunction;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
    private final Map<Bytes, Changed> dirty = new LinkedHashMap<>();
    private int slices;

    /** What came of a group's slices since the last flush; the group has the bounds of one of them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Changed(@Nullable Object[] group, NavigableMap<Long, GroupTotals> slices) {}

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
        NavigableMap<Long, GroupTotals> changed = dirty.computeIfAbsent(
                        Bytes.wrap(groups.place(group)), place -> new Changed(group, new TreeMap<>()))
                .slices();
        slices -= changed.size();
        changed.computeIfAbsent(groups.slice(group), slice -> nothing()).merge(partial);
        slices += changed.size();
        if (slices >= SLICES_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        dirty.values().forEach(this::flush);
        dirty.clear();
        slices = 0;
    }

    private void flush(Changed changed) {
        SortedSet<Window> windows = groups.windows(changed.slices().keySet());
        NavigableMap<Long, byte[]> before = blocks.read(changed.group(), windows);
        NavigableMap<Long, byte[]> now = new TreeMap<>(before);
        changed.slices().forEach((slice, change) -> add(slice, change, now));
        blocks.write(changed.group(), changed.slices().keySet(), now);
        for (Window window : windows) {
            emit(groups.at(changed.group(), window), parts(before, window), parts(now, window));
        }
    }

    private void add(Long slice, GroupTotals change, NavigableMap<Long, byte[]> all) {
        byte[] stored = all.get(slice);
        if (stored != null) {
            change.merge(stored);
        }
        byte[] sum = change.encoded();
        if (Arrays.equals(sum, empty)) {
            all.remove(slice);
        } else {
            all.put(slice, sum);
        }
    }

    private static Collection<byte[]> parts(NavigableMap<Long, byte[]> slices, Window window) {
        return slices.subMap(window.start(), true, window.end(), false).values();
    }

    private void emit(@Nullable Object[] group, Collection<byte[]> before, Collection<byte[]> now) {
        Outcome was = outcome(group, before);
        Outcome is = outcome(group, now);
        if (!is.equals(was)) {
            output.changed(layout.keyOf(group), was, is);
        }
    }

    private Outcome outcome(@Nullable Object[] group, Collection<byte[]> parts) {
        if (parts.isEmpty()) {
            return Outcome.absent();
        }
        GroupTotals sum = nothing();
        parts.forEach(sum::merge);
        return sum.rows() <= 0 ? Outcome.absent() : Outcome.of(() -> layout.row(group, sum.totals()), after);
    }

    @Override
    public void close(ClosedKeys closed) {
        blocks.close(closed);
    }
}
