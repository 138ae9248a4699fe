package io.weirpool.processor.operator;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.Plan;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Generators made ready: from a row to the rows that are made of it. */
public final class Expansions {
    private Expansions() {}

    /** From the values of a generator's expressions to the generated columns of each row. */
    @FunctionalInterface
    interface Generated {
        void generate(@Nullable Object[] values, Consumer<@Nullable Object[]> columns);
    }

    /** What becomes of a row of the plan's input. */
    public static RowExpansion of(Plan.Expand plan) {
        return of(plan, generated(plan.generator()));
    }

    /**
     * Of windows that overlap: in place of a row for each one row for all of them, which has the start of its slice in place
     * of both the window's start and its end. {@link SlicedWindows} makes windows of it again.
     */
    public static RowExpansion slices(Plan.Expand plan) {
        TimeWindows windows = new TimeWindows((Generator.Windows) plan.generator());
        return of(plan, (values, columns) -> {
            if (values[0] instanceof Long time) {
                Long start = windows.sliceStart(time);
                columns.accept(new Object[] {start, start});
            }
        });
    }

    private static RowExpansion of(Plan.Expand plan, Generated generated) {
        RowFunction expressions =
                ExpressionCompiler.compile(Optional.empty(), plan.generator().expressions());
        return (row, out) -> {
            @Nullable Object[] values = expressions.apply(row);
            if (values != null) { // always, as there is no condition
                generated.generate(values, columns -> out.accept(appended(row, columns)));
            }
        };
    }

    private static Generated generated(Generator generator) {
        if (generator instanceof Generator.Windows windows) {
            return new TimeWindows(windows);
        }
        return new FunctionRows((Generator.Functions) generator);
    }

    private static @Nullable Object[] appended(@Nullable Object[] row, @Nullable Object[] columns) {
        @Nullable Object[] all = Arrays.copyOf(row, row.length + columns.length);
        System.arraycopy(columns, 0, all, row.length, columns.length);
        return all;
    }
}
