package io.weirpool.sql.plan;

import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;
import java.util.Optional;

/**
 * What a view computes. Immutable; a node that exists is well typed. Closed, so that everything that walks plans is asked
 * about every case: walk with {@link PlanVisitor}.
 */
public sealed interface Plan {
    RowType rowType();

    /** Whether no row ever leaves the output once it is there. */
    boolean appendOnly();

    List<Plan> inputs();

    <R> R accept(PlanVisitor<R> visitor);

    /**
     * All rows of a source; {@code columns} are the declared columns needed, by index in declared order. A table's rows
     * are the last upsert of each key.
     */
    record Scan(Name source, List<Integer> columns, RowType rowType, boolean appendOnly) implements Plan {
        public Scan {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Plan> inputs() {
            return List.of();
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitScan(this);
        }
    }

    /** Filter, then project: rows for which the condition is TRUE, each turned into the projections' values. */
    record Calc(Plan input, Optional<Expression> condition, List<Expression> projections, RowType rowType)
            implements Plan {
        public Calc {
            projections = List.copyOf(projections);
        }

        @Override
        public boolean appendOnly() {
            return input.appendOnly();
        }

        @Override
        public List<Plan> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitCalc(this);
        }
    }

    /**
     * One row per distinct value of the group columns (NULL being a value): the group columns, then one column per call.
     * Without group columns there is always exactly one row.
     *
     * @param groups indexes of input columns
     */
    record Aggregate(Plan input, List<Integer> groups, List<AggregateCall> calls, RowType rowType) implements Plan {
        public Aggregate {
            groups = List.copyOf(groups);
            calls = List.copyOf(calls);
        }

        @Override
        public boolean appendOnly() {
            return false;
        }

        @Override
        public List<Plan> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitAggregate(this);
        }
    }
}
