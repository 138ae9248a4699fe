package io.weirpool.processor.operator;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.Plan;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Generators made ready. */
public final class Expansions {
    private Expansions() {}

    /** What the plan makes of each row of its input. */
    public static RowExpansion of(Plan.Expand plan) {
        RowFunction values =
                ExpressionCompiler.compile(Optional.empty(), plan.generator().expressions());
        if (plan.generator() instanceof Generator.Windows windows) {
            return (row, out) -> {
                @Nullable Object[] time = values.apply(row);
                if (time != null && time[0] != null) {
                    windows(windows, (Long) time[0], row, out);
                }
            };
        }
        throw new IllegalArgumentException("no rows are made by " + plan.generator());
    }

    /** All starts s, a multiple of the slide apart from the offset, with s <= time < s + size; the earliest first. */
    private static void windows(
            Generator.Windows windows, long time, @Nullable Object[] row, Consumer<@Nullable Object[]> out) {
        long slide = windows.slideMicros();
        long last = Math.subtractExact(time, Math.floorMod(Math.subtractExact(time, windows.offsetMicros()), slide));
        long first = last;
        while (time < Math.addExact(Math.subtractExact(first, slide), windows.sizeMicros())) {
            first -= slide;
        }
        for (long start = first; start <= last; start += slide) {
            if (time < start + windows.sizeMicros()) {
                @Nullable Object[] made = Arrays.copyOf(row, row.length + 2);
                made[row.length] = start;
                made[row.length + 1] = start + windows.sizeMicros();
                out.accept(made);
            }
        }
    }
}
