package io.weirpool.processor.task;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.operator.AggregateLayout;
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.processor.operator.SlicedGroups;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator with state, after a hop. Closed: what a stage keeps decides what is sent to it. */
sealed interface Stage {
    /** By what it gives up state; null where it keeps all. */
    @Nullable Closing closing();

    /**
     * Groups.
     *
     * @param after what becomes of its rows before anybody else sees them
     * @param rowType of what {@code after} makes
     * @param errorKey the group column each column of the view's key is; null when it is not made of group columns
     * @param sliced how slices are kept in place of groups; empty where groups are
     */
    record Groups(
            AggregateLayout layout,
            RowFunction after,
            RowType rowType,
            @Nullable List<Integer> errorKey,
            @Nullable Closing closing,
            Optional<SlicedGroups> sliced)
            implements Stage {
        static Groups of(Plan.Aggregate plan, @Nullable Closing closing) {
            AggregateLayout layout = AggregateLayout.of(plan);
            return new Groups(
                    layout,
                    row -> row,
                    plan.rowType(),
                    null,
                    closing,
                    plan.kept().map(slices -> new SlicedGroups(plan, slices, layout)));
        }

        /** The same groups, what becomes of their rows being known. */
        Groups followedBy(RowFunction steps, RowType made, @Nullable List<Integer> key) {
            return new Groups(layout, steps, made, key, closing, sliced);
        }
    }

    /** Joins, top-n, windows, set operations: rows by port. */
    record Rows(Plan plan, @Nullable Closing closing) implements Stage {}

    /**
     * The view's rows under its key; always last.
     *
     * @param unique whether what comes leaves a key no more than one row at each flush, so that none need be kept
     */
    record Keyed(RowKeys keys, boolean unique, @Nullable Closing closing) implements Stage {}

    /**
     * Equal rows, counted; always last.
     *
     * @param closedBy the column by which they are given up; -1 for none
     */
    record Counted(RowType rowType, int closedBy, @Nullable Closing closing) implements Stage {
        RowCodec codec() {
            return RowCodec.of(rowType);
        }
    }
}
