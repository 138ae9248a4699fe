package io.weirpool.processor.task;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.operator.AggregateLayout;
import io.weirpool.processor.operator.Emission;
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.processor.operator.SlicedGroups;
import io.weirpool.sql.plan.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator with state, after a hop. Closed: what a stage keeps decides what is sent to it. */
sealed interface Stage {
    /** By what it gives up state; null where it keeps all. */
    @Nullable Closing closing();

    /** When it says what has changed. */
    default Emission emission() {
        return Emission.OF_CHANGES;
    }

    /** The plan whose rows it makes, of which views may have equal ones; empty where it holds the rows of one view. */
    default Optional<Plan> work() {
        return Optional.empty();
    }

    /**
     * Groups.
     *
     * @param sliced how slices are kept in place of groups; empty where groups are
     */
    record Groups(
            Plan.Aggregate plan,
            AggregateLayout layout,
            @Nullable Closing closing,
            Optional<SlicedGroups> sliced,
            Emission emission)
            implements Stage {
        static Groups of(Plan.Aggregate plan, @Nullable Closing closing) {
            AggregateLayout layout = AggregateLayout.of(plan);
            return new Groups(
                    plan,
                    layout,
                    closing,
                    plan.kept().map(slices -> new SlicedGroups(plan, slices, layout)),
                    Emission.OF_CHANGES);
        }

        Groups emitting(Emission other) {
            return new Groups(plan, layout, closing, sliced, other);
        }

        @Override
        public Optional<Plan> work() {
            return Optional.of(plan);
        }
    }

    /** Joins, top-n, windows, set operations: rows by port. */
    record Rows(Plan plan, @Nullable Closing closing) implements Stage {
        @Override
        public Optional<Plan> work() {
            return Optional.of(plan);
        }
    }

    /**
     * The view's rows under its key; always last.
     *
     * @param unique whether what comes leaves a key no more than one row at each flush, so that none need be kept
     */
    record Keyed(RowKeys keys, boolean unique, @Nullable Closing closing, Emission emission) implements Stage {}

    /**
     * Equal rows, counted; always last.
     *
     * @param closedBy the column by which they are given up; -1 for none
     */
    record Counted(RowType rowType, int closedBy, @Nullable Closing closing, Emission emission) implements Stage {
        RowCodec codec() {
            return RowCodec.of(rowType);
        }
    }
}
