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
            throw new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "timestamp out of range");
        }
    }

    private void cumulate(long time, Consumer<@Nullable Object[]> columns) {
        long sinceStart = Math.floorMod(Math.subtractExact(time, offset), size);
        long start = Math.subtractExact(time, sinceStart);
        Math.addExact(start, size);
        for (long length = sinceStart / slide * slide + slide; length <= size; length += slide) {
            columns.accept(new Object[] {start, start + length});
        }
    }

    private void slide(long time, Consumer<@Nullable Object[]> columns) {
        long sinceLast = Math.floorMod(Math.subtractExact(time, offset), slide);
        long earlier = sinceLast < size ? (size - 1 - sinceLast) / slide : -1;
        long last = Math.subtractExact(time, sinceLast);
        long first = Math.subtractExact(last, Math.multiplyExact(Math.max(earlier, 0), slide));
        Math.addExact(last, size);
        for (long i = 0; i <= earlier; i++) {
            long start = first + i * slide;
            columns.accept(new Object[] {start, start + size});
        }
    }
}
