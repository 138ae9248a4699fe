package io.weirpool.processor.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one input of an inner join under their keys. */
interface MatchedRows {
    /** Takes a row that is kept, and how often it is there; the same row may come several times. */
    @FunctionalInterface
    interface Visitor {
        void visit(@Nullable Object[] row, long weight);
    }

    /** Gives all rows under the key. */
    void forEach(byte[] key, Visitor visitor);

    /** Adds these to the rows under the key: at most once for a key between two calls of {@link #flushed}. */
    void add(byte[] key, List<WeightedRow> rows);

    /** All keys that changed have been added to. */
    void flushed();
}
