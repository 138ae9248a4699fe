package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.RowHash;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a stage could not compute a row: while that adds up to more than nothing, one open error stands for the row.
 * Counted, as the rows behind it come and go with weights, in any order.
 */
final class ErrorCounts {
    private final OrderedStore counts;
    private final Map<Bytes, Failing> dirty = new LinkedHashMap<>();

    private static final class Failing {
        private final Readers readers;
        private final long before;
        private final Outcome.Failed error;
        private long count;

        Failing(Readers readers, long before, Outcome.Failed error) {
            this.readers = readers;
            this.before = before;
            this.count = before;
            this.error = error;
        }
    }

    ErrorCounts(OrderedStore counts) {
        this.counts = counts;
    }

    /**
     * Counts a row that has no value.
     *
     * @param readers the views that are without it
     * @param row what names it; equal for its coming and its leaving
     */
    void add(Readers readers, byte[] row, long weight, ExpressionFailure failure) {
        byte[] hash = RowHash.of(row);
        Outcome.Failed error = new Outcome.Failed(failure.code(), String.valueOf(failure.getMessage()));
        dirty.computeIfAbsent(Bytes.wrap(hash), key -> new Failing(readers, stored(hash), error)).count += weight;
    }

    private long stored(byte[] hash) {
        byte[] stored = counts.get(hash);
        return stored == null ? 0 : new ByteInput(stored).readZigzag();
    }

    void flush() {
        dirty.forEach((hash, failing) -> {
            if (failing.count != failing.before) {
                ByteOutput out = new ByteOutput(10);
                out.writeZigzag(failing.count);
                counts.put(hash.array(), failing.count == 0 ? null : out.toByteArray());
                failing.readers.error(
                        ViewWriter.hashKey(hash.array()),
                        outcome(failing.before, failing.error),
                        outcome(failing.count, failing.error));
            }
        });
        dirty.clear();
    }

    private static Outcome outcome(long count, Outcome.Failed error) {
        return count > 0 ? error : Outcome.absent();
    }
}
