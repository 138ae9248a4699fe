package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of a top-n's answer; the rank is 0 where it is not shown. */
record RankedRow(Bytes row, long rank) {
    /** As the top-n shows it. */
    @Nullable Object[] values(RowOrder order) {
        @Nullable Object[] values = order.row(row);
        if (rank == 0) {
            return values;
        }
        @Nullable Object[] withRank = Arrays.copyOf(values, values.length + 1);
        withRank[values.length] = rank;
        return withRank;
    }
}
