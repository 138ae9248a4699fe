package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses to pair all rows of streams with one another: what must be kept and written grows with the product. */
final class CrossJoins extends SqlBasicVisitor<@Nullable Void> {
    private @Nullable SqlParserPos place;

    private CrossJoins() {}

    /**
     * Looks through a plan that has been rewritten.
     *
     * @throws Mistake with the place of the first join without a condition of its own
     */
    static void refuse(Plan plan, SqlNode query, Map<String, Source> sources) {
        if (plan instanceof Plan.Join join
                && join.keys().isEmpty()
                && join.residual().isEmpty()
                && isEndless(join.left(), sources)
                && isEndless(join.right(), sources)) {
            CrossJoins joins = new CrossJoins();
            query.accept(joins);
            throw Mistake.unsupported(
                    joins.place,
                    "each row of a stream is paired with all rows of another: the result grows with the product",
                    "Join on a condition, or aggregate one side to a row.");
        }
        List<Plan> inputs = plan.inputs();
        inputs.forEach(input -> refuse(input, query, sources));
    }

    /** Whether the plan's rows become more and more without an end: those of a stream, neither grouped nor limited. */
    private static boolean isEndless(Plan plan, Map<String, Source> sources) {
        return plan.appendOnly()
                && Placement.sources(plan).stream()
                        .map(name -> sources.get(name.value()))
                        .anyMatch(source -> source != null && !source.isTable());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        boolean cross = call instanceof SqlJoin join
                && (join.getJoinType() == JoinType.COMMA || join.getJoinType() == JoinType.CROSS);
        if (cross && place == null) {
            place = ((SqlJoin) call).getRight().getParserPosition();
        }
        return super.visit(call);
    }
}
