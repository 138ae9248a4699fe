package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.operator.SlicedGroups.Window;
import io.weirpool.processor.state.OrderedStore;
import java.util.List;
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

    /** The group's slices that these windows, which are in order, are made of, and others of their blocks. */
    SliceList read(@Nullable Object[] group, List<Window> windows) {
        SliceList slices = new SliceList();
        long next = Long.MIN_VALUE; // blocks before have been read, or hold none
        for (Window window : windows) {
            long last = groups.block(window.end() - 1);
            for (long block = Math.max(next, groups.block(window.start())); block <= last; block++) {
                byte[] stored = store.get(groups.blockKey(group, block));
                if (stored != null) {
                    read(stored, groups.blockStart(block), slices);
                }
                next = block + 1;
            }
        }
        return slices;
    }

    private static void read(byte[] stored, long start, SliceList slices) {
        ByteInput in = new ByteInput(stored);
        byte version = in.readByte();
        if (version != AggregateLayout.VERSION) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "slices of version " + version);
        }
        while (in.remaining() > 0) {
            slices.add(start + in.readVarint(), in.readBlock());
        }
    }

    /**
     * Writes the blocks in which slices have changed.
     *
     * @param all of the group's slices those in these blocks; others may be there
     */
    void write(ChangedSlices changed, SliceList all) {
        int next = 0;
        for (int i = 0; i < changed.size(); i++) {
            long block = groups.block(changed.start(i));
            if (i > 0 && groups.block(changed.start(i - 1)) == block) {
                continue;
            }
            ByteOutput out = begin();
            while (next < all.size() && groups.block(all.start(next)) <= block) {
                if (groups.block(all.start(next)) == block) {
                    out.writeVarint(groups.within(all.start(next)));
                    out.writeBlock(all.totals(next));
                }
                next++;
            }
            store.put(groups.blockKey(changed.group(), block), out.length() == 1 ? null : out.toByteArray());
        }
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
