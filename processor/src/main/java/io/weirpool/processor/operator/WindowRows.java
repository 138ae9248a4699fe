package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Window calls over ordered partitions.
 *
 * <p>Changes are held until the flush. Then what they reach of their partition ({@link Reach}: a few rows around each for
 * LAG, LEAD and bounded ROWS frames, the session for sessions, else the whole partition) is read once, the calls are
 * computed over the rows as they were and as they are, and what differs is emitted; so a row whose values stay is not.
 *
 * <p>Cost of a flush: for each changed partition the rows in reach, twice computed, on the heap meanwhile. State: one entry
 * per row, see {@link PlacedRow}; no values, as they follow from the rows.
 */
final class WindowRows extends OrderedRows {
    private final Plan.Window plan;
    private final Reach reach;
    private final List<WindowFunction> functions;
    private final ChangeOutput output;
    private final @Nullable OpenSessions sessions;

    /** A row with its values; a failure is one of them. */
    private record Valued(Bytes row, List<@Nullable Object> values) {}

    /** A value that could not be computed; equal when it says the same. */
    private record Failed(String message, List<ExpressionFailure> failure) {
        static Failed of(ExpressionFailure failure) {
            return new Failed(failure.code() + ": " + failure.getMessage(), List.of(failure));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Failed failed && message.equals(failed.message);
        }

        @Override
        public int hashCode() {
            return message.hashCode();
        }
    }

    WindowRows(Plan.Window plan, OrderedStore store, ChangeOutput output) {
        super(new RowOrder(plan.input().rowType(), plan.order()), store);
        this.plan = plan;
        this.reach = Reach.of(plan.calls());
        this.functions = plan.calls().stream()
                .map(call -> WindowFunctions.of(call, plan))
                .toList();
        this.output = output;
        this.sessions = EventTimes.sessions(plan)
                .map(call -> new OpenSessions(plan, call, order, store))
                .orElse(null);
    }

    @Override
    public void close(ClosedKeys closed) {
        if (sessions == null) {
            super.close(closed);
        } else {
            sessions.close((Long) closed.below());
        }
    }

    @Override
    void flush(byte[] key, Collection<PlacedRow> changes) {
        OrderedStore partition = store.under(key);
        SumsByKey<Valued> difference = new SumsByKey<>();
        Deque<PlacedRow> left = new ArrayDeque<>(changes);
        while (!left.isEmpty()) {
            Stretch stretch = Stretch.read(partition, order, reach, left);
            compute(stretch.before(), -1, difference);
            compute(stretch.after(), 1, difference);
        }
        HeldRows.apply(changes, partition);
        difference.forEach(this::emit);
    }

    private void compute(Collection<PlacedRow> ordered, long sign, SumsByKey<Valued> difference) {
        PartitionRows rows = new PartitionRows(ordered, order);
        List<@Nullable Object[]> columns =
                functions.stream().map(function -> function.compute(rows)).toList();
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (@Nullable Object[] column : columns) {
                values.add(column[i] instanceof ExpressionFailure failure ? Failed.of(failure) : column[i]);
            }
            difference.add(new Valued(Bytes.wrap(rows.placed(i).row()), values), sign);
        }
    }

    private void emit(Valued valued, long weight) {
        int columns = plan.input().rowType().size();
        @Nullable Object[] row = Arrays.copyOf(order.row(valued.row), columns + valued.values.size());
        ExpressionFailure failure = null;
        for (int i = 0; i < valued.values.size(); i++) {
            if (valued.values.get(i) instanceof Failed failed) {
                failure = failed.failure.get(0);
            } else {
                row[columns + i] = valued.values.get(i);
            }
        }
        if (failure == null) {
            output.emit(row, weight);
        } else {
            output.failed(row, weight, failure);
        }
    }
}
