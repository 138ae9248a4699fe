package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sqlparser.WithTies;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT and OFFSET: the first rows, or only the order for what reads them. */
final class Sorts {
    private final PlanBuilder builder;

    Sorts(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation sort(Sort sort) {
        List<SortKey> written = order(sort.getCollation());
        boolean ordered = builder.isOrdered();
        boolean cut = sort.fetch != null || sort.offset != null;
        Relation input = builder.ordered(written.isEmpty() && (cut || ordered)).relation(sort.getInput());
        if (!cut) {
            return written.isEmpty() || !ordered ? input : input.ordered(new RowOrder(written)); // a table has no order
        }
        Correlation.Keyed keyed = builder.keyed(input);
        List<Integer> partition = keyed.keys().stream().distinct().toList();
        List<SortKey> order = written.isEmpty() ? keyed.relation().order().among(partition) : written;
        Relation first = first(sort, keyed, partition, order);
        return first.ordered(ordered ? new RowOrder(order) : RowOrder.NONE);
    }

    private static Relation first(Sort sort, Correlation.Keyed keyed, List<Integer> partition, List<SortKey> order) {
        Plan plan = keyed.relation().plan();
        long before = count(sort.offset, 0);
        if (!(sort.fetch instanceof RexCall ties) || !ties.getOperator().equals(WithTies.OPERATOR)) {
            long count = count(sort.fetch, Long.MAX_VALUE);
            return keyed.relation().with(first(plan, partition, order, Ranking.ROW_NUMBER, before, count));
        }
        if (sort.getCollation().getFieldCollations().isEmpty()) {
            throw Mistake.invalid(null, "WITH TIES without ORDER BY: all rows are ties", "Add ORDER BY.");
        }
        Plan rest = before == 0 ? plan : first(plan, partition, order, Ranking.ROW_NUMBER, before, Long.MAX_VALUE);
        long count = count(ties.getOperands().get(0), 0);
        return keyed.relation().with(first(rest, partition, order, Ranking.RANK, 0, count));
    }

    private static Plan first(
            Plan plan, List<Integer> partition, List<SortKey> order, Ranking ranking, long before, long count) {
        return new Plan.TopN(plan, partition, order, ranking, before, count, false, plan.rowType());
    }

    private static long count(@Nullable RexNode node, long otherwise) {
        if (node == null) {
            return otherwise;
        }
        Long value = node instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
        if (value != null && value >= 0) {
            return value;
        }
        throw Mistake.unsupported(null, "LIMIT and OFFSET must be whole numbers", "Write the number.");
    }

    static List<SortKey> order(RelCollation collation) {
        return collation.getFieldCollations().stream().map(Sorts::key).toList();
    }

    private static SortKey key(RelFieldCollation field) {
        boolean descending = field.getDirection().isDescending();
        boolean nullsFirst = switch (field.nullDirection) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending;
        };
        return new SortKey(field.getFieldIndex(), descending, nullsFirst);
    }
}
