package io.weirpool.processor.operator;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How groups of windows that are kept by slice are told apart. On the hop a slice has the key of a group whose windows'
 * bounds are the slice's start; it goes to the task of its other columns. In the store, slices of a group stand together by
 * block, a stretch of time that a window lies in, or in two that follow each other. Thread-safe.
 */
public final class SlicedGroups {
    /*
     * Slides in a block. A block is written whole when one of its slices changes: of 32 counts 200 bytes. In shorter ones more
     * windows lie in two, of which both are read: of windows of five slides every fourth.
     */
    private static final int BLOCK_SLIDES_MIN = 32;

    private final AggregateLayout layout;
    private final TimeWindows windows;
    private final int[] starts;
    private final int[] ends;
    /** The first column of the key that is a window's bound. */
    private final int bound;

    private final KeyCodec others;
    private final KeyCodec blocks;
    private final long sizeMicros;
    private final long blockMicros;

    /** A window in the order of time. */
    record Window(long start, long end) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            int order = Long.compare(start, other.start);
            return order == 0 ? Long.compare(end, other.end) : order;
        }
    }

    /** Of an aggregate that is kept by these slices. */
    public SlicedGroups(Plan.Aggregate plan, Slices slices, AggregateLayout layout) {
        RowType groups = plan.input().rowType().project(plan.groups());
        List<Integer> positions =
                IntStream.range(0, plan.groups().size()).boxed().toList();
        this.layout = layout;
        this.windows = new TimeWindows(slices.windows());
        this.starts = slices.starts().stream().mapToInt(Integer::intValue).toArray();
        this.ends = slices.ends().stream().mapToInt(Integer::intValue).toArray();
        this.bound = positions.stream().filter(slices::isBound).findFirst().orElseThrow();
        this.others = KeyCodec.of(
                groups, positions.stream().filter(i -> !slices.isBound(i)).toList());
        this.blocks = KeyCodec.of(
                groups,
                positions.stream().filter(i -> i == bound || !slices.isBound(i)).toList());
        this.sizeMicros = slices.windows().sizeMicros();
        this.blockMicros = blockMicros(slices.windows().slideMicros(), sizeMicros);
    }

    /** Two windows' length at least; where no number holds it all times are in one or two blocks. */
    private static long blockMicros(long slide, long size) {
        long least = size > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * size;
        return slide > Long.MAX_VALUE / BLOCK_SLIDES_MIN ? Long.MAX_VALUE : Math.max(least, slide * BLOCK_SLIDES_MIN);
    }

    /** By what the task is chosen that a slice goes to. */
    public byte[] place(byte[] sliceKey) {
        return others.encode(layout.group(sliceKey));
    }

    /** Appends what is equal for all slices, and windows, that differ in time only. */
    void writePlace(ByteOutput out, @Nullable Object[] group) {
        others.write(out, group);
    }

    /** The start of a slice. */
    Long slice(@Nullable Object[] group) {
        return (Long) requireNonNull(group[bound]);
    }

    /** The group of a window: this one with its bounds. */
    @Nullable Object[] at(@Nullable Object[] group, Window window) {
        @Nullable Object[] moved = group.clone();
        for (int start : starts) {
            moved[start] = window.start();
        }
        for (int end : ends) {
            moved[end] = window.end();
        }
        return moved;
    }

    /**
     * The windows that these slices lie in, in order. A later slice lies in none that comes before or at the last of an
     * earlier one but those that the earlier one lies in, too.
     */
    List<Window> windows(ChangedSlices slices) {
        List<Window> found = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            windows.generate(new @Nullable Object[] {slices.start(i)}, bounds -> {
                Window window = new Window((Long) bounds[0], (Long) bounds[1]);
                if (found.isEmpty() || found.get(found.size() - 1).compareTo(window) < 0) {
                    found.add(window);
                }
            });
        }
        return found;
    }

    /** The number of the block that a time lies in. */
    long block(long time) {
        return Math.floorDiv(time, blockMicros);
    }

    /** How far from the beginning of its block, in microseconds. */
    long within(long time) {
        return Math.floorMod(time, blockMicros);
    }

    long blockStart(long block) {
        return block * blockMicros;
    }

    /** The key of a group's block. */
    byte[] blockKey(@Nullable Object[] group, long block) {
        @Nullable Object[] moved = group.clone();
        moved[bound] = block;
        return blocks.encode(moved);
    }

    /** Whether blocks stand in the order of time first. */
    boolean areInOrderOfTime() {
        return bound == 0;
    }

    /** Blocks with a lower number hold no slice of a window whose start or end is at or after this. */
    long firstOpen(long below) {
        long earliest = below < Long.MIN_VALUE + sizeMicros ? Long.MIN_VALUE : below - sizeMicros;
        return Math.floorDiv(earliest, blockMicros);
    }
}
