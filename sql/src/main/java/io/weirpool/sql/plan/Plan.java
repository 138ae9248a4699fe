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

    /** The same operator over other inputs, as many and of the same columns. */
    Plan withInputs(List<Plan> inputs);

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
        public Plan withInputs(List<Plan> inputs) {
            return this;
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitScan(this);
        }
    }

    /**
     * The rows of another view, whose plan is made: while a reader of it is planned, this stands in the reader's plan, so that
     * nothing is moved into the other's work, left out of it or joined in another order. In no finished plan.
     *
     * @param rows the other view's plan
     */
    record ViewRows(Name view, Plan rows) implements Plan {
        @Override
        public RowType rowType() {
            return rows.rowType();
        }

        @Override
        public boolean appendOnly() {
            return rows.appendOnly();
        }

        @Override
        public List<Plan> inputs() {
            return List.of();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return this;
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitViewRows(this);
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
        public Plan withInputs(List<Plan> inputs) {
            return new Calc(inputs.get(0), condition, projections, rowType);
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
     * @param kept the slices of time by which groups of windows are kept; empty where each group is kept by itself
     */
    record Aggregate(
            Plan input, List<Integer> groups, List<AggregateCall> calls, RowType rowType, Optional<Slices> kept)
            implements Plan {
        public Aggregate {
            groups = List.copyOf(groups);
            calls = List.copyOf(calls);
        }

        /** Groups kept by themselves. */
        public Aggregate(Plan input, List<Integer> groups, List<AggregateCall> calls, RowType rowType) {
            this(input, groups, calls, rowType, Optional.empty());
        }

        /** The same groups kept by slice. */
        public Aggregate keptBy(Slices slices) {
            return new Aggregate(input, groups, calls, rowType, Optional.of(slices));
        }

        /** Input columns by which rows come to their tasks: the groups', without the windows' bounds where slices are kept. */
        public List<Integer> meeting() {
            return kept.map(slices -> slices.others(groups)).orElse(groups);
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
        public Plan withInputs(List<Plan> inputs) {
            return new Aggregate(inputs.get(0), groups, calls, rowType, kept);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitAggregate(this);
        }
    }

    /** All rows of all inputs: UNION ALL. Inputs have the same number of columns, of the same kinds. */
    record Union(List<Plan> inputs, RowType rowType) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
        }

        @Override
        public boolean appendOnly() {
            return inputs.stream().allMatch(Plan::appendOnly);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Union(inputs, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitUnion(this);
        }
    }

    /** Rows that are there from the start and never leave. */
    record Values(List<List<Expression.Constant>> rows, RowType rowType) implements Plan {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public boolean appendOnly() {
            return true;
        }

        @Override
        public List<Plan> inputs() {
            return List.of();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return this;
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitValues(this);
        }
    }

    /**
     * Each row of the input once for each row that the generator makes of it, followed by the generated columns.
     *
     * @param rowType the input's columns, then the generator's
     */
    record Expand(Plan input, Generator generator, RowType rowType) implements Plan {
        @Override
        public boolean appendOnly() {
            return input.appendOnly();
        }

        @Override
        public List<Plan> inputs() {
            return List.of(input);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Expand(inputs.get(0), generator, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitExpand(this);
        }
    }

    /**
     * Pairs of rows that agree on all keys and for which the residual is TRUE. Without keys one input goes to all
     * tasks ({@link Broadcast}), or all rows meet in one.
     *
     * @param residual over the left's columns followed by the right's
     * @param rowType the left's columns followed by the right's, nullable where a side can be missing; of SEMI and ANTI
     *     the left's only
     * @param hints what they say of the inputs
     */
    record Join(
            Plan left,
            Plan right,
            JoinKind kind,
            List<JoinKey> keys,
            Optional<Expression> residual,
            RowType rowType,
            List<HintedInput> hints)
            implements Plan {
        public Join {
            keys = List.copyOf(keys);
            hints = List.copyOf(hints);
        }

        /** Without hints. */
        public Join(
                Plan left,
                Plan right,
                JoinKind kind,
                List<JoinKey> keys,
                Optional<Expression> residual,
                RowType rowType) {
            this(left, right, kind, keys, residual, rowType, List.of());
        }

        /** Whether a hint says that an input is to go to all tasks. */
        public boolean isSmall(int input) {
            return hints.stream()
                    .anyMatch(hinted -> hinted.input() == input && hinted.hint().everywhere());
        }

        /** The same join with other hints. */
        public Join withHints(List<HintedInput> other) {
            return new Join(left, right, kind, keys, residual, rowType, other);
        }

        @Override
        public boolean appendOnly() {
            boolean grows = kind == JoinKind.INNER || kind == JoinKind.SEMI;
            return grows && left.appendOnly() && right.appendOnly();
        }

        @Override
        public List<Plan> inputs() {
            return List.of(left, right);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Join(inputs.get(0), inputs.get(1), kind, keys, residual, rowType, hints);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitJoin(this);
        }
    }

    /**
     * INTERSECT or EXCEPT over rows that are equal in all columns, NULL being a value.
     *
     * @param all whether rows are counted (the least of the inputs' counts; the first's less the others') or only there
     * @param inputs at least two; EXCEPT takes the others from the first
     */
    record SetOperation(Kind kind, boolean all, List<Plan> inputs, RowType rowType) implements Plan {
        /** Closed: UNION is a {@link Union}, and an {@link Aggregate} without calls over it. */
        public enum Kind {
            INTERSECT,
            EXCEPT
        }

        public SetOperation {
            inputs = List.copyOf(inputs);
        }

        @Override
        public boolean appendOnly() {
            return kind == Kind.INTERSECT && inputs.stream().allMatch(Plan::appendOnly);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new SetOperation(kind, all, inputs, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitSetOperation(this);
        }
    }

    /**
     * The rows of each partition whose rank lies in a range: ORDER BY with LIMIT, and ROW_NUMBER, RANK or DENSE_RANK with a
     * filter. Ties that the order leaves are broken by the whole row's bytes, so that a rebuild gives equal rows.
     *
     * @param partition indexes of input columns; empty for one partition
     * @param ranksBefore ranks skipped: OFFSET, or one less than the least rank wanted; at least 0
     * @param ranks how many ranks are wanted after those; at least 0
     * @param withRank whether the rank is a last column, BIGINT
     */
    record TopN(
            Plan input,
            List<Integer> partition,
            List<SortKey> order,
            Ranking ranking,
            long ranksBefore,
            long ranks,
            boolean withRank,
            RowType rowType)
            implements Plan {
        public TopN {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
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
        public Plan withInputs(List<Plan> inputs) {
            return new TopN(inputs.get(0), partition, order, ranking, ranksBefore, ranks, withRank, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitTopN(this);
        }
    }

    /**
     * The input's rows, each followed by what the calls make of its partition.
     *
     * @param partition indexes of input columns; empty for one partition
     * @param order of a partition's rows; ties are broken by the whole row's bytes where a call counts rows, and are peers
     *     where it does not
     */
    record Window(Plan input, List<Integer> partition, List<SortKey> order, List<WindowCall> calls, RowType rowType)
            implements Plan {
        public Window {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
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
        public Plan withInputs(List<Plan> inputs) {
            return new Window(inputs.get(0), partition, order, calls, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitWindow(this);
        }
    }

    /**
     * Each row of the left with the closest row of the right among those that agree on all keys: the one with the greatest
     * time at or before the left's (or the least at or after it).
     *
     * @param outer whether left rows without a match stay, with NULLs
     * @param leftTime column of the left, {@code rightTime} of the right; of the same kind
     * @param rowType the left's columns followed by the right's
     */
    record AsOfJoin(
            Plan left,
            Plan right,
            boolean outer,
            List<JoinKey> keys,
            int leftTime,
            AsOf match,
            int rightTime,
            RowType rowType)
            implements Plan {
        /** How the right's time stands to the left's. */
        public enum AsOf {
            AT_OR_BEFORE,
            BEFORE,
            AT_OR_AFTER,
            AFTER
        }

        public AsOfJoin {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean appendOnly() {
            return false;
        }

        @Override
        public List<Plan> inputs() {
            return List.of(left, right);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new AsOfJoin(inputs.get(0), inputs.get(1), outer, keys, leftTime, match, rightTime, rowType);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visitAsOfJoin(this);
        }
    }
}
