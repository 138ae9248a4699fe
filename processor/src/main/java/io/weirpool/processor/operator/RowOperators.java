package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;

/** Operators that keep rows by key, made from their plans. */
public final class RowOperators {
    private RowOperators() {}

    /**
     * The operator of a join, set operation, top-n or window.
     *
     * @param store the operator's own; what an operator of the same plan left there is its state
     * @param output may write to other parts of the store
     */
    public static RowOperator of(Plan plan, OrderedStore store, ChangeOutput output) {
        if (plan instanceof Plan.Join join) {
            boolean byKey = join.residual().isEmpty() || join.kind() == JoinKind.INNER;
            return byKey ? new KeyJoin(join, store, output) : new ResidualJoin(join, store, output);
        }
        if (plan instanceof Plan.SetOperation sets) {
            return new SetCounts(sets, store, output);
        }
        if (plan instanceof Plan.TopN topN) {
            return new TopRows(topN, store, output);
        }
        if (plan instanceof Plan.Window window) {
            return new WindowRows(window, store, output);
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return new ClosestRowJoin(join, store, output);
        }
        throw new IllegalArgumentException("no rows are kept for " + plan);
    }
}
