package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanVisitor;

/** A rule that looks at some kinds of operators only: of all others the inputs are rewritten. */
abstract class InputsRewritten implements PlanVisitor<Plan> {
    /** What becomes of an operator the rule does not look at. */
    final Plan inputsOf(Plan plan) {
        return plan.inputs().isEmpty()
                ? plan
                : plan.withInputs(
                        plan.inputs().stream().map(i -> i.accept(this)).toList());
    }

    @Override
    public Plan visitScan(Plan.Scan scan) {
        return inputsOf(scan);
    }

    @Override
    public Plan visitViewRows(Plan.ViewRows rows) {
        return inputsOf(rows);
    }

    @Override
    public Plan visitValues(Plan.Values values) {
        return inputsOf(values);
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        return inputsOf(calc);
    }

    @Override
    public Plan visitExpand(Plan.Expand expand) {
        return inputsOf(expand);
    }

    @Override
    public Plan visitUnion(Plan.Union union) {
        return inputsOf(union);
    }

    @Override
    public Plan visitAggregate(Plan.Aggregate aggregate) {
        return inputsOf(aggregate);
    }

    @Override
    public Plan visitJoin(Plan.Join join) {
        return inputsOf(join);
    }

    @Override
    public Plan visitAsOfJoin(Plan.AsOfJoin join) {
        return inputsOf(join);
    }

    @Override
    public Plan visitSetOperation(Plan.SetOperation operation) {
        return inputsOf(operation);
    }

    @Override
    public Plan visitTopN(Plan.TopN topN) {
        return inputsOf(topN);
    }

    @Override
    public Plan visitWindow(Plan.Window window) {
        return inputsOf(window);
    }
}
