package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Generator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The windows a time lies in, earliest first: those that begin at the offset and some slides, at the time or less than a
 * size before it. A time in no window, between two whose slide is longer than they are, gives no row. Of cumulative windows,
 * which have one start, the shortest is the first.
 */
final class TimeWindows implements Expansions.Generated {
    private final long size;
    private final long slide;
    private final long offset;
    private final boolean cumulative;

    TimeWindows(Generator.Windows windows) {
        this.size = windows.sizeMicros();
        this.slide = windows.slideMicros();
        this.offset = windows.offsetMicros();
        this.cumulative = windows.cumulative();
    }

    @Override
    public void generate(@Nullable Object[] values, Consumer<@Nullable Object[]> columns) {
        if (values[0] == null) {
            return;
        }
        try {
            if (cumulative) {
                cumulate((Long) values[0], columns);
            } else {
                slide((Long) values[0], columns);
            }
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /**
     * Of windows that overlap, where the slice begins that a time lies in: at the latest start or end of a window that is
     * not after the time, of cumulative windows at the latest multiple of the slide. All times of a slice lie in the same
     * windows, which are found by its start. Fails where {@link #generate} does.
     */
    long sliceStart(long time) {
        try {
            if (cumulative) {
                start(time);
                return time - Math.floorMod(time - offset, slide);
            }
            long last = last(time);
            Math.subtractExact(last, Math.multiplyExact(earlier(time - last), slide));
            return time - Math.min(time - last, Math.floorMod(time - last - size % slide, slide));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static ExpressionFailure outOfRange() {
        return new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "timestamp out of range");
    }

    private void cumulate(long time, Consumer<@Nullable Object[]> columns) {
        long start = start(time);
        for (long length = (time - start) / slide * slide + slide; length <= size; length += slide) {
            columns.accept(new Object[] {start, start + length});
        }
    }

    /** Of the cumulative windows of a time. */
    private long start(long time) {
        long start = Math.subtractExact(time, Math.floorMod(Math.subtractExact(time, offset), size));
        Math.addExact(start, size);
        return start;
    }

    private void slide(long time, Consumer<@Nullable Object[]> columns) {
        long last = last(time);
        long earlier = earlier(time - last);
        long first = Math.subtractExact(last, Math.multiplyExact(Math.max(earlier, 0), slide));
        for (long i = 0; i <= earlier; i++) {
            long start = first + i * slide;
            columns.accept(new Object[] {start, start + size});
        }
    }

    /** The latest start of a window that is not after a time. */
    private long last(long time) {
        long last = Math.subtractExact(time, Math.floorMod(Math.subtractExact(time, offset), slide));
        Math.addExact(last, size);
        return last;
    }

    /** How many earlier windows a time lies in, too, which is so much after the last start; -1 where it lies in none. */
    private long earlier(long sinceLast) {
        return sinceLast < size ? (size - 1 - sinceLast) / slide : -1;
    }
}
