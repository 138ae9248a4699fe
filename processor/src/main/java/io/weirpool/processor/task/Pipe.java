package io.weirpool.processor.task;

import io.weirpool.processor.operator.Expansions;
import io.weirpool.processor.operator.RowExpansion;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps between two stages that make rows of each row by itself. Thread-safe. */
@FunctionalInterface
interface Pipe {
    /**
     * Gives what becomes of the row.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure before any row is given
     */
    void apply(@Nullable Object[] row, Consumer<@Nullable Object[]> out);

    /** The steps from the first on, each a {@link Plan.Calc} or {@link Plan.Expand}; their inputs are not looked at. */
    static Pipe of(List<Plan> steps) {
        return of(steps, -1);
    }

    /** {@code sliced}: the number of the step that makes slices in place of windows; -1 where none does. */
    static Pipe of(List<Plan> steps, int sliced) {
        Pipe pipe = (row, out) -> out.accept(row);
        for (int i = steps.size() - 1; i >= 0; i--) {
            pipe = before(steps.get(i), pipe, i == steps.size() - 1, i == sliced);
        }
        return pipe;
    }

    private static Pipe before(Plan step, Pipe rest, boolean last, boolean sliced) {
        if (step instanceof Plan.Calc calc) {
            RowFunction function = ExpressionCompiler.compile(calc.condition(), calc.projections());
            return (row, out) -> {
                @Nullable Object[] made = function.apply(row);
                if (made != null) {
                    rest.apply(made, out);
                }
            };
        }
        Plan.Expand expand = (Plan.Expand) step;
        RowExpansion expansion = sliced ? Expansions.slices(expand) : Expansions.of(expand);
        if (last) {
            return expansion::expand;
        }
        return (row, out) -> {
            List<@Nullable Object[]> made = new ArrayList<>();
            expansion.expand(row, expanded -> rest.apply(expanded, made::add));
            made.forEach(out);
        };
    }

    /** Calcs only, as a function. */
    static RowFunction function(List<Plan> calcs) {
        RowFunction chain = row -> row;
        for (Plan step : calcs) {
            Plan.Calc calc = (Plan.Calc) step;
            RowFunction first = chain;
            RowFunction next = ExpressionCompiler.compile(calc.condition(), calc.projections());
            chain = row -> {
                @Nullable Object[] between = first.apply(row);
                return between == null ? null : next.apply(between);
            };
        }
        return chain;
    }
}
