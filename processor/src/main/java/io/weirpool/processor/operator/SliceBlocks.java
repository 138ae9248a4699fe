package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.operator.SlicedGroups.Window;
import io.weirpool.processor.state.OrderedStore;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slices of groups in a store, one entry for each block of a group: version byte, then for each slice how far from the
 * block's beginning it starts, and what is remembered of it.
 */
final class SliceBlocks {
    private static final SqlType BLOCK = SqlType.of(TypeKind.BIGINT).notNull();

    private final SlicedGroups groups;
    private final OrderedStore store;
    /** Blocks below have been given up; null where that is not known. */
    private @Nullable Long open;

    SliceBlocks(SlicedGroups groups, OrderedStore store) {
        this.groups = groups;
        this.store = store;
    }

    /** The group's slices that these windows are made of, and others of their blocks, by start. */
    NavigableMap<Long, byte[]> read(@Nullable Object[] group, Collection<Window> windows) {
        TreeSet<Long> blocks = new TreeSet<>();
        for (Window window : windows) {
            blocks.add(groups.block(window.start()));
            blocks.add(groups.block(window.end() - 1));
        }
        NavigableMap<Long, byte[]> slices = new TreeMap<>();
        for (long block : blocks) {
            byte[] stored = store.get(groups.blockKey(group, block));
            if (stored != null) {
                read(stored, groups.blockStart(block), slices);
            }
        }
        return slices;
    }

    private static void read(byte[] stored, long start, SortedMap<Long, byte[]> slices) {
        ByteInput in = new ByteInput(stored);
        byte version = in.readByte();
        if (version != AggregateLayout.VERSION) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "slices of version " + version);
        }
        while (in.remaining() > 0) {
            slices.put(start + in.readVarint(), in.readBlock());
        }
    }

    /**
     * Writes the blocks in which slices have changed.
     *
     * @param all of the group's slices those in these blocks; others may be there
     */
    void write(@Nullable Object[] group, Collection<Long> changed, NavigableMap<Long, byte[]> all) {
        Map<Long, ByteOutput> blocks = new TreeMap<>();
        changed.forEach(slice -> blocks.computeIfAbsent(groups.block(slice), block -> begin()));
        all.forEach((slice, bytes) -> {
            ByteOutput out = blocks.get(groups.block(slice));
            if (out != null) {
                out.writeVarint(groups.within(slice));
                out.writeBlock(bytes);
            }
        });
        blocks.forEach(
                (block, out) -> store.put(groups.blockKey(group, block), out.length() == 1 ? null : out.toByteArray()));
    }

    private static ByteOutput begin() {
        ByteOutput out = new ByteOutput(64);
        out.writeByte(AggregateLayout.VERSION);
        return out;
    }

    /** Gives up the blocks of windows that get no changes any more. */
    void close(ClosedKeys closed) {
        if (!groups.areInOrderOfTime()) {
            closed.removeFrom(store);
            return;
        }
        long first = groups.firstOpen((Long) closed.below());
        if (open == null || open < first) {
            ClosedKeys.between(BLOCK, open, first).removeFrom(store);
            open = first;
        }
    }
}
