package io.weirpool.processor.operator;

import io.weirpool.processor.aggregate.Call;
import io.weirpool.processor.aggregate.Total;
import io.weirpool.processor.operator.FrameBounds.Span;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.sql.compile.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the frame of each row, by the accumulators of groups: from one row to the next the rows that left the
 * frame are taken back and those that entered are added, so that most frames cost each row once; excluded rows are taken
 * back for a moment.
 */
final class FrameAggregate implements WindowFunction {
    private final Call call;
    private final FrameBounds bounds;

    FrameAggregate(Call call, FrameBounds bounds) {
        this.call = call;
        this.bounds = bounds;
    }

    @Override
    public @Nullable Object[] compute(PartitionRows rows) {
        Sliding sliding = new Sliding(rows);
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sliding.value(bounds.of(rows, i));
        }
        return values;
    }

    /** The rows in the accumulator: {@code from} up to {@code to}. */
    private final class Sliding {
        private final PartitionRows rows;
        private final Total total = call.newTotal(new MemoryStore());
        private int from;
        private int to;
        private @Nullable Object last;
        private boolean computed;

        Sliding(PartitionRows rows) {
            this.rows = rows;
        }

        @Nullable Object value(Span span) {
            boolean moved = slide(span);
            if (span.size() != span.to() - span.from()) {
                exclude(span, -1);
                Object value = result();
                exclude(span, 1);
                computed = false;
                return value;
            }
            if (moved || !computed) {
                last = result();
                computed = true;
            }
            return last;
        }

        private boolean slide(Span span) {
            boolean moved = from != span.from() || to != span.to();
            if (span.from() >= to || span.to() <= from) {
                add(from, to, -1);
                add(span.from(), span.to(), 1);
            } else {
                add(from, span.from(), -1);
                add(span.from(), from, 1);
                add(to, span.to(), 1);
                add(span.to(), to, -1);
            }
            from = span.from();
            to = span.to();
            return moved;
        }

        private void exclude(Span span, int weight) {
            add(span.excludedFrom(), span.excludedTo(), weight);
            if (span.kept() >= 0) {
                add(span.kept(), span.kept() + 1, -weight);
            }
        }

        /** Of the rows {@code first} up to {@code end}, none when that is before. */
        private void add(int first, int end, int weight) {
            for (int i = first; i < end; i++) {
                Object value = call.argument(rows.row(i));
                if (value != null) {
                    total.add(value, weight);
                }
            }
        }

        private @Nullable Object result() {
            try {
                return total.result();
            } catch (ExpressionFailure e) {
                return e;
            }
        }
    }
}
