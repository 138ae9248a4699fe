package io.weirpool.sql.translate;

import static java.util.Objects.requireNonNull;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.AsOfJoin.AsOf;
import io.weirpool.sql.rewrite.AsOfKeys;
import io.weirpool.sql.rewrite.Conjuncts;
import io.weirpool.sql.rewrite.Joins;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.JoinRelType;

/** {@code ASOF JOIN .. MATCH_CONDITION a.t >= b.t ON a.k = b.k}. */
final class AsOfJoins {
    private static final Map<String, AsOf> LEFT_FIRST =
            Map.of(">=", AsOf.AT_OR_BEFORE, ">", AsOf.BEFORE, "<=", AsOf.AT_OR_AFTER, "<", AsOf.AFTER);
    private static final Map<String, AsOf> RIGHT_FIRST =
            Map.of("<=", AsOf.AT_OR_BEFORE, "<", AsOf.BEFORE, ">=", AsOf.AT_OR_AFTER, ">", AsOf.AFTER);

    private final PlanBuilder builder;

    AsOfJoins(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation join(AsofJoin join) {
        Relation left = builder.relation(join.getLeft());
        Relation right = builder.relation(join.getRight());
        if (left.isCorrelated() || right.isCorrelated()) {
            throw Subqueries.unsupported(
                    "an ASOF JOIN that reads columns of the query outside", "Join in FROM and filter outside.");
        }
        Plan leftPlan = SetOperations.visible(left).plan();
        Plan rightPlan = SetOperations.visible(right).plan();
        Plan both = Joins.of(leftPlan, rightPlan, JoinKind.INNER, List.of());
        Expression match = builder.scalar(join.getMatchCondition(), both);
        Expression on = builder.scalar(join.getCondition(), both);
        if (!(match instanceof Call call) || !LEFT_FIRST.containsKey(call.function())) {
            throw Subqueries.unsupported("this MATCH_CONDITION", "Compare a time of each side: a.at >= b.at.");
        }
        int width = leftPlan.rowType().size();
        boolean leftFirst = Conjuncts.columns(call.operands().get(0)).length() <= width;
        AsOf asOf = requireNonNull((leftFirst ? LEFT_FIRST : RIGHT_FIRST).get(call.function()));
        Expression leftTime = call.operands().get(leftFirst ? 0 : 1);
        Expression rightTime = call.operands().get(leftFirst ? 1 : 0);
        boolean outer = join.getJoinType() == JoinRelType.LEFT_ASOF;
        return AsOfKeys.join(leftPlan, rightPlan, outer, Conjuncts.of(on), leftTime, asOf, rightTime)
                .map(Relation::of)
                .orElseThrow(() -> Subqueries.unsupported(
                        "an ASOF JOIN on anything but equal columns", "Filter the sides in subqueries in FROM."));
    }
}
