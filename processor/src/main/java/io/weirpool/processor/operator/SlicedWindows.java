package io.weirpool.processor.operator;

import io.weirpool.sql.plan.Slices;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a slice of time adds up to, to each window that the slice lies in. Stands behind a {@link PartialAggregate} of
 * rows that {@link Expansions#slices} made, whose groups have the slice's start where windows have their bounds.
 */
public final class SlicedWindows implements KeyedOutput {
    private final AggregateLayout layout;
    private final TimeWindows windows;
    private final int[] starts;
    private final int[] ends;
    private final KeyedOutput output;

    /**
     * For the groups of an aggregate.
     *
     * @param layout of the aggregate
     * @param output takes what is sent, under the keys of the windows' groups
     */
    public SlicedWindows(AggregateLayout layout, Slices slices, KeyedOutput output) {
        this.layout = layout;
        this.windows = new TimeWindows(slices.windows());
        this.starts = slices.starts().stream().mapToInt(Integer::intValue).toArray();
        this.ends = slices.ends().stream().mapToInt(Integer::intValue).toArray();
        this.output = output;
    }

    @Override
    public void emit(byte[] key, byte[] value) {
        @Nullable Object[] group = layout.group(key);
        Object slice = group[starts.length > 0 ? starts[0] : ends[0]];
        windows.generate(new @Nullable Object[] {slice}, bounds -> {
            for (int start : starts) {
                group[start] = bounds[0];
            }
            for (int end : ends) {
                group[end] = bounds[1];
            }
            output.emit(layout.keyOf(group), value);
        });
    }
}
