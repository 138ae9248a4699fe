package io.weirpool.processor.task;

import io.weirpool.sql.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From a row that holds some of a source's columns to what a scan and the steps after it make of it. Thread-safe. */
final class LogRows {
    private final int[] picked;
    private final boolean asHeld;
    private final Pipe pipe;

    /** {@code held}: the declared columns that the rows have. */
    LogRows(Plan.Scan scan, Pipe steps, List<Integer> held) {
        this.picked = scan.columns().stream().mapToInt(held::indexOf).toArray();
        this.asHeld = Arrays.equals(picked, IntStream.range(0, held.size()).toArray());
        this.pipe = steps;
    }

    /**
     * As {@link Pipe#apply}.
     *
     * @throws io.weirpool.sql.compile.ExpressionFailure before any row is given
     */
    void apply(@Nullable Object[] row, Consumer<@Nullable Object[]> out) {
        pipe.apply(asHeld ? row : pick(row), out);
    }

    private @Nullable Object[] pick(@Nullable Object[] row) {
        @Nullable Object[] result = new Object[picked.length];
        for (int i = 0; i < picked.length; i++) {
            result[i] = row[picked[i]];
        }
        return result;
    }
}
