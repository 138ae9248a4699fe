package io.weirpool.sql.translate;

import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Subqueries in the ON of an outer join: each that looks at one side only becomes a column of that side, before the join,
 * so that the condition has none left.
 *
 * @param left with the columns of its subqueries after its own
 * @param right likewise
 * @param conditions over the fields of both
 */
record OnSubqueries(Relation left, Relation right, List<RexNode> conditions) {
    /**
     * @param conditions over the fields of the left, then those of the right
     * @param rows names Calcite gives the pair of rows that the conditions are about
     * @param exchanged whether the pair has the right's fields first
     */
    static OnSubqueries of(
            PlanBuilder builder,
            Set<CorrelationId> rows,
            Relation left,
            Relation right,
            List<RexNode> conditions,
            boolean exchanged) {
        int leftFirst = exchanged ? right.width() : 0;
        int rightFirst = exchanged ? 0 : left.width();
        List<RexSubQuery> found = outermost(conditions);
        int width = left.width();
        List<RexSubQuery> ofLeft = new ArrayList<>();
        List<RexSubQuery> ofRight = new ArrayList<>();
        for (RexSubQuery subquery : found) {
            List<Integer> read = new ArrayList<>(operands(subquery));
            for (int field : inside(subquery, rows)) {
                boolean ofRightSide = exchanged ? field < right.width() : field >= width;
                read.add(ofRightSide ? width + field - rightFirst : field - leftFirst);
            }
            if (read.stream().allMatch(field -> field < width)) {
                ofLeft.add(subquery);
            } else if (read.stream().allMatch(field -> field >= width)) {
                ofRight.add(subquery);
            } else {
                throw Subqueries.unsupported(
                        "a subquery in the ON of an outer join that looks at both sides",
                        "Join with a subquery in FROM that has it in WHERE.");
            }
        }
        Relation wideLeft = with(left, ofLeft, new Subqueries(builder, rows, leftFirst));
        Relation wideRight = with(right, shifted(ofRight, width), new Subqueries(builder, rows, rightFirst));
        Map<RexSubQuery, Integer> fields = new HashMap<>();
        IntStream.range(0, ofLeft.size()).forEach(i -> fields.put(ofLeft.get(i), width + i));
        int first = wideLeft.width() + right.width();
        IntStream.range(0, ofRight.size()).forEach(i -> fields.put(ofRight.get(i), first + i));
        int shift = ofLeft.size();
        RexShuttle placed = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                int field = reference.getIndex();
                return field < width ? reference : new RexInputRef(field + shift, reference.getType());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subquery) {
                return new RexInputRef(fields.getOrDefault(subquery, -1), subquery.getType());
            }
        };
        return new OnSubqueries(
                wideLeft,
                wideRight,
                conditions.stream().map(c -> c.accept(placed)).toList());
    }

    private static List<RexSubQuery> outermost(List<RexNode> conditions) {
        List<RexSubQuery> found = new ArrayList<>();
        RexShuttle collect = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subquery) {
                found.add(subquery);
                return subquery;
            }
        };
        conditions.forEach(condition -> condition.accept(collect));
        return found.stream().distinct().toList();
    }

    private static List<Integer> operands(RexSubQuery subquery) {
        return subquery.getOperands().stream()
                .flatMap(operand -> RelOptUtil.InputFinder.bits(operand).asList().stream())
                .toList();
    }

    /** The fields of the pair that it reads inside. */
    private static List<Integer> inside(RexSubQuery subquery, Set<CorrelationId> rows) {
        return OuterRows.variables(subquery.rel).stream()
                .filter(variable -> rows.contains(variable.row()))
                .map(Scope.Variable::field)
                .toList();
    }

    /** Their operands as fields of the right side alone. */
    private static List<RexSubQuery> shifted(List<RexSubQuery> subqueries, int width) {
        return subqueries.stream()
                .map(subquery -> subquery.clone(
                        subquery.getType(), JoinBuilder.mapped(subquery.getOperands(), field -> field - width)))
                .toList();
    }

    private static Relation with(Relation side, List<RexSubQuery> subqueries, Subqueries translation) {
        if (subqueries.isEmpty()) {
            return side;
        }
        Extended extended = translation.extend(new Extended(side, List.copyOf(subqueries)));
        Relation given = extended.relation();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, side.width()).boxed().toList());
        extended.nodes().forEach(node -> order.add(((RexInputRef) node).getIndex()));
        int width = order.size();
        IntStream.range(side.width(), given.plan().rowType().size()).forEach(order::add);
        return new Relation(
                Calcs.columns(given.plan(), order),
                width,
                given.lifted().stream()
                        .map(c -> PlanBuilder.moved(c, order::lastIndexOf))
                        .toList());
    }

    /**
     * The joined relation without the columns of subqueries.
     *
     * @param joined has the columns of one side, then those of the other
     * @param exchanged whether the right side's are first
     */
    Relation without(Relation joined, int leftWidth, int rightWidth, boolean exchanged) {
        List<Integer> kept = new ArrayList<>();
        int second = exchanged ? right.width() : left.width();
        IntStream.range(0, exchanged ? rightWidth : leftWidth).forEach(kept::add);
        IntStream.range(second, second + (exchanged ? leftWidth : rightWidth)).forEach(kept::add);
        BitSet hidden = new BitSet();
        joined.lifted().forEach(c -> hidden.or(Scope.innerColumns(c)));
        hidden.stream().filter(column -> !kept.contains(column)).forEach(kept::add);
        return new Relation(
                Calcs.columns(joined.plan(), kept),
                leftWidth + rightWidth,
                joined.lifted().stream()
                        .map(c -> PlanBuilder.moved(c, kept::indexOf))
                        .toList());
    }
}
