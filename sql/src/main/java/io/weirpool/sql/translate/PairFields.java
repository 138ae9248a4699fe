package io.weirpool.sql.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * What subqueries in the ON of a join read of the pair of rows. A field is counted here in the left's fields followed by the
 * right's.
 *
 * @param names what Calcite calls the pair
 * @param left how many fields the left has
 * @param right how many the right has
 * @param exchanged whether Calcite's pair has the right's fields first
 */
record PairFields(Set<CorrelationId> names, int left, int right, boolean exchanged) {
    PairFields {
        names = Set.copyOf(names);
    }

    /** Where Calcite's fields of the left begin. */
    int firstOfLeft() {
        return exchanged ? right : 0;
    }

    /** Where Calcite's fields of the right begin. */
    int firstOfRight() {
        return exchanged ? 0 : left;
    }

    /** Calcite's field of the pair, counted as here. */
    int placed(int field) {
        if (!exchanged) {
            return field;
        }
        return field < right ? left + field : field - right;
    }

    boolean onlyLeft(RexSubQuery subquery) {
        return readBy(subquery).stream().allMatch(field -> field < left);
    }

    boolean onlyRight(RexSubQuery subquery) {
        return readBy(subquery).stream().allMatch(field -> field >= left);
    }

    /** What the operands of a subquery read, and what it reads inside. */
    Set<Integer> readBy(RexSubQuery subquery) {
        Set<Integer> read = new LinkedHashSet<>();
        variables(subquery).forEach(variable -> read.add(placed(variable.field())));
        for (RexNode operand : subquery.getOperands()) {
            read.addAll(RelOptUtil.InputFinder.bits(operand).asList());
            outermost(List.of(operand)).forEach(inner -> read.addAll(readBy(inner)));
        }
        return read;
    }

    /** The fields of the pair that it reads inside, as Calcite calls them. */
    List<Scope.Variable> variables(RexSubQuery subquery) {
        return OuterRows.variables(subquery.rel).stream()
                .filter(variable -> names.contains(variable.row()))
                .toList();
    }

    /** The subqueries in conditions, but for those in others; each once. */
    static List<RexSubQuery> outermost(List<RexNode> conditions) {
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
}
