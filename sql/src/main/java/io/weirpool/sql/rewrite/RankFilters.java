package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.WindowCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows numbered and then kept by their number are a top-n, which need not number the others. */
final class RankFilters extends InputsRewritten {
    private static final RankFilters RULE = new RankFilters();

    /** What a comparison becomes when its sides change places. */
    private static final Map<String, String> TURNED = Map.of("=", "=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

    private RankFilters() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitCalc(Plan.Calc calc) {
        if (calc.input() instanceof Plan.Window window
                && window.calls().size() == 1
                && window.calls().get(0) instanceof WindowCall.Rank rank) {
            return ranked(calc, window, rank).orElseGet(() -> inputsOf(calc));
        }
        return inputsOf(calc);
    }

    private Optional<Plan> ranked(Plan.Calc calc, Plan.Window window, WindowCall.Rank rank) {
        int column = window.input().rowType().size();
        List<Expression> others = new ArrayList<>();
        Ranks ranks = new Ranks(1, Long.MAX_VALUE);
        for (Expression condition : Conjuncts.of(calc.condition())) {
            Optional<Ranks> said = ranks(condition, column);
            if (said.isEmpty()) {
                others.add(condition);
            }
            ranks = said.map(ranks::both).orElse(ranks);
        }
        if (ranks.first == 1 && ranks.last == Long.MAX_VALUE) {
            return Optional.empty();
        }
        long count = ranks.last == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, ranks.last - ranks.first + 1);
        Plan topN = new Plan.TopN(
                window.input().accept(this),
                window.partition(),
                window.order(),
                rank.ranking(),
                ranks.first - 1,
                count,
                true,
                window.rowType());
        return Optional.of(new Plan.Calc(topN, Conjuncts.and(others), calc.projections(), calc.rowType()));
    }

    /** From the first to the last, both wanted. */
    private record Ranks(long first, long last) {
        Ranks both(Ranks other) {
            return new Ranks(Math.max(first, other.first), Math.min(last, other.last));
        }
    }

    private static Optional<Ranks> ranks(Expression condition, int column) {
        if (!(condition instanceof Call call) || call.operands().size() != 2) {
            return Optional.empty();
        }
        Expression a = call.operands().get(0);
        Expression b = call.operands().get(1);
        String turned = TURNED.get(call.function());
        if (turned == null) {
            return Optional.empty();
        }
        return isRank(a, column) ? ranks(call.function(), b) : isRank(b, column) ? ranks(turned, a) : Optional.empty();
    }

    private static boolean isRank(Expression expression, int column) {
        return expression instanceof Input input && input.index() == column;
    }

    private static Optional<Ranks> ranks(String comparison, Expression limit) {
        if (!(limit instanceof Constant constant) || !(constant.value() instanceof Long given)) {
            return Optional.empty();
        }
        long value = Math.min(Math.max(given, 0), Long.MAX_VALUE - 1);
        return Optional.of(
                switch (comparison) {
                    case "=" -> new Ranks(Math.max(1, value), value);
                    case "<" -> new Ranks(1, value - 1);
                    case "<=" -> new Ranks(1, value);
                    case ">" -> new Ranks(Math.max(1, value + 1), Long.MAX_VALUE);
                    default -> new Ranks(Math.max(1, value), Long.MAX_VALUE);
                });
    }
}
