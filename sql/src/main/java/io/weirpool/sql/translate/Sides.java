package io.weirpool.sql.translate;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Joins;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Two relations that are joined: conditions over the fields of the left, then those of the right, over the columns of their plans. */
final class Sides {
    private final PlanBuilder builder;
    private final int leftWidth;
    private final int leftSize;
    private final Plan both;

    Sides(PlanBuilder builder, Relation left, Relation right) {
        this.builder = builder;
        this.leftWidth = left.width();
        this.leftSize = left.plan().rowType().size();
        this.both = Joins.of(left.plan(), right.plan(), JoinKind.INNER, List.of());
    }

    /** Every row of the left with every row of the right. */
    Plan both() {
        return both;
    }

    /** Over the columns of {@link #both}. */
    List<Expression> conditions(List<RexNode> nodes) {
        return mapped(nodes, field -> field < leftWidth ? field : field - leftWidth + leftSize).stream()
                .map(node -> builder.scalar(node, both))
                .toList();
    }

    static List<RexNode> mapped(List<RexNode> conditions, IntUnaryOperator field) {
        RexShuttle shuttle = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(field.applyAsInt(reference.getIndex()), reference.getType());
            }
        };
        return conditions.stream().map(c -> c.accept(shuttle)).toList();
    }
}
