package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.SetCall;
import io.weirpool.sql.plan.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of functions that give some, side by side. No row is given before all are computed, as one may fail. */
final class FunctionRows implements Expansions.Generated {
    /*
     * Rows made of one row; they are in memory at once, 50 to 100 bytes each and their values. A day has 86,400 seconds. More
     * is taken for a mistake in the row, which is then an error of its own and not the end of the process.
     */
    static final int ROWS_MAX = 1_000_000;

    private final Generator.Functions functions;
    private final List<SetCall> calls;

    FunctionRows(Generator.Functions functions) {
        this.functions = functions;
        this.calls = functions.calls().stream().map(SetCall::of).toList();
    }

    @Override
    public void generate(@Nullable Object[] values, Consumer<@Nullable Object[]> columns) {
        List<Iterator<? extends @Nullable Object>> sets = sets(values);
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (sets.stream().anyMatch(Iterator::hasNext)) {
            if (rows.size() == ROWS_MAX) {
                throw new ExpressionFailure(
                        ErrorCode.EXPRESSION_FAILED,
                        "%s gives more than %d rows"
                                .formatted(functions.calls().get(0).function(), ROWS_MAX));
            }
            rows.add(row(sets, rows.size() + 1L));
        }
        if (rows.isEmpty() && functions.outer()) {
            rows.add(new @Nullable Object[width()]);
        }
        rows.forEach(columns);
    }

    private List<Iterator<? extends @Nullable Object>> sets(@Nullable Object[] values) {
        List<Iterator<? extends @Nullable Object>> sets = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < calls.size(); i++) {
            int end = at + functions.calls().get(i).operands().size();
            sets.add(calls.get(i).values(Arrays.copyOfRange(values, at, end)).iterator());
            at = end;
        }
        return sets;
    }

    private @Nullable Object[] row(List<Iterator<? extends @Nullable Object>> sets, long number) {
        @Nullable Object[] row = new @Nullable Object[width()];
        for (int i = 0; i < sets.size(); i++) {
            row[i] = sets.get(i).hasNext() ? sets.get(i).next() : null;
        }
        if (functions.ordinality()) {
            row[row.length - 1] = number;
        }
        return row;
    }

    private int width() {
        return calls.size() + (functions.ordinality() ? 1 : 0);
    }
}
