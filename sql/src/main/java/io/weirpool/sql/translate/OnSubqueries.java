package io.weirpool.sql.translate;

import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
     * @param conditions over the fields of the left, then those of the right; their subqueries look at one side each
     * @param fields of the pair that the conditions are about
     */
    static OnSubqueries of(
            PlanBuilder builder, PairFields fields, Relation left, Relation right, List<RexNode> conditions) {
        List<RexSubQuery> ofLeft = new ArrayList<>();
        List<RexSubQuery> ofRight = new ArrayList<>();
        for (RexSubQuery subquery : PairFields.outermost(conditions)) {
            (fields.onlyLeft(subquery) ? ofLeft : ofRight).add(subquery);
        }
        int width = left.width();
        Set<CorrelationId> rows = fields.names();
        Relation wideLeft = with(left, ofLeft, new Subqueries(builder, rows, fields.firstOfLeft()));
        Relation wideRight = with(right, shifted(ofRight, width), new Subqueries(builder, rows, fields.firstOfRight()));
        Map<RexSubQuery, Integer> values = new HashMap<>();
        IntStream.range(0, ofLeft.size()).forEach(i -> values.put(ofLeft.get(i), width + i));
        int first = wideLeft.width() + right.width();
        IntStream.range(0, ofRight.size()).forEach(i -> values.put(ofRight.get(i), first + i));
        int shift = ofLeft.size();
        RexShuttle placed = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                int field = reference.getIndex();
                return field < width ? reference : new RexInputRef(field + shift, reference.getType());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subquery) {
                return new RexInputRef(values.getOrDefault(subquery, -1), subquery.getType());
            }
        };
        return new OnSubqueries(
                wideLeft,
                wideRight,
                conditions.stream().map(c -> c.accept(placed)).toList());
    }

    /** Their operands as fields of the right side alone. */
    private static List<RexSubQuery> shifted(List<RexSubQuery> subqueries, int width) {
        return subqueries.stream()
                .map(subquery -> subquery.clone(
                        subquery.getType(), Sides.mapped(subquery.getOperands(), field -> field - width)))
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
