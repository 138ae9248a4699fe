package io.weirpool.sql.plan;

/** One method per kind of plan; a new kind makes the compiler ask every visitor about it. */
public interface PlanVisitor<R> {
    R visitScan(Plan.Scan scan);

    R visitCalc(Plan.Calc calc);

    R visitAggregate(Plan.Aggregate aggregate);
}
