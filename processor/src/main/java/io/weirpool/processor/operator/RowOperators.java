package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Rising;

/** Operators that keep rows by key, made from their plans. */
public final class RowOperators {
    private RowOperators() {}

    /** Whether of a partition's rows only those are kept, and sent, that its answer can have. */
    public static boolean keepsFirstOnly(Plan.TopN plan) {
        return FirstRows.suffice(plan) || Rising.column(plan).isPresent();
    }

    /** The half before the hop of a top-n of which only first rows are sent. */
    public static HopInput firstOnly(Plan.TopN plan, KeyedOutput output) {
        return FirstRows.suffice(plan)
                ? new PartialTop(plan, output)
                : new PartialRising(plan, Rising.column(plan).orElseThrow(), output);
    }

    /**
     * The operator of a join, set operation, top-n or window.
     *
     * @param store the operator's own; what an operator of the same plan left there is its state
     * @param output may write to other parts of the store
     */
    public static RowOperator of(Plan plan, OrderedStore store, ChangeOutput output) {
        if (plan instanceof Plan.Join join) {
            return join(join, store, output);
        }
        if (plan instanceof Plan.SetOperation sets) {
            return new SetCounts(sets, store, output);
        }
        if (plan instanceof Plan.TopN topN) {
            return topN(topN, store, output);
        }
        if (plan instanceof Plan.Window window) {
            return new WindowRows(window, store, output);
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return new ClosestRowJoin(join, store, output);
        }
        throw new IllegalArgumentException("no rows are kept for " + plan);
    }

    private static RowOperator topN(Plan.TopN plan, OrderedStore store, ChangeOutput output) {
        if (FirstRows.suffice(plan)) {
            return new FirstRows(plan, store, output);
        }
        return Rising.column(plan).isPresent() ? new RisingRows(plan, store, output) : new TopRows(plan, store, output);
    }

    private static RowOperator join(Plan.Join join, OrderedStore store, ChangeOutput output) {
        if (join.kind() == JoinKind.INNER) {
            return new InnerJoin(join, store, output);
        }
        return join.residual().isEmpty() ? new KeyJoin(join, store, output) : new ResidualJoin(join, store, output);
    }
}
