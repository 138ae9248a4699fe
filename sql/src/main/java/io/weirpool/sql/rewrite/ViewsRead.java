package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Infallible;
import io.weirpool.sql.plan.Plan;
import java.util.stream.IntStream;

/**
 * The plans of views that are read, in their places. They stay as they are, so that a flow does their work once for the view
 * and its readers; only a view's last filter and projection become one with what the reader does next, if the reader takes
 * all that may fail in them: a row that has no value is not in the view's table, and so in no reader's rows.
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
        if (!(calc.input() instanceof Plan.ViewRows view) || !takesWhatMayFail(calc, view.rows())) {
            return inputsOf(calc);
        }
        Plan merged = MergeCalcs.over(view.rows(), calc);
        return merged instanceof Plan.Calc first ? SafeConditionsFirst.ordered(first) : merged;
    }

    private static boolean takesWhatMayFail(Plan.Calc reader, Plan rows) {
        if (!(rows instanceof Plan.Calc last)) {
            return true;
        }
        boolean taken = IntStream.range(0, last.projections().size())
                .allMatch(i -> Infallible.is(last.projections().get(i))
                        || reader.projections().stream().anyMatch(p -> p instanceof Input input && input.index() == i));
        return taken
                && (!(last.input() instanceof Plan.Calc before)
                        || before.projections().stream().allMatch(Infallible::is));
    }
}
