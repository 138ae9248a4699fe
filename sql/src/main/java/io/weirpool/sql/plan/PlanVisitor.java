package io.weirpool.sql.plan;

/** One method per kind of plan; a new kind makes the compiler ask every visitor about it. */
public interface PlanVisitor<R> {
    R visitScan(Plan.Scan scan);

    R visitViewRows(Plan.ViewRows rows);

    R visitValues(Plan.Values values);

    R visitCalc(Plan.Calc calc);

    R visitExpand(Plan.Expand expand);

    R visitUnion(Plan.Union union);

    R visitAggregate(Plan.Aggregate aggregate);

    R visitJoin(Plan.Join join);

    R visitAsOfJoin(Plan.AsOfJoin join);

    R visitSetOperation(Plan.SetOperation operation);

    R visitTopN(Plan.TopN topN);

    R visitWindow(Plan.Window window);
}
