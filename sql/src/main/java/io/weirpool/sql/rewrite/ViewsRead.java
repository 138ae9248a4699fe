package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Plan;

/**
 * The plans of views that are read, in their places. They stay as they are, so that a flow does their work once for the view
 * and its readers; only a view's last filter and projection become one with what the reader does next.
 */
final class ViewsRead extends InputsRewritten {
    private static final ViewsRead RULE = new ViewsRead();

    private ViewsRead() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitViewRows(Plan.ViewRows rows) {
        return rows.rows();
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        if (!(calc.input() instanceof Plan.ViewRows view)) {
            return inputsOf(calc);
        }
        Plan merged = MergeCalcs.over(view.rows(), calc);
        return merged instanceof Plan.Calc first ? SafeConditionsFirst.ordered(first) : merged;
    }
}
