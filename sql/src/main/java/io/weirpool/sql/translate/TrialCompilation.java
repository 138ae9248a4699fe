package io.weirpool.sql.translate;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Compiles the functions of a plan and throws them away, so that what the Java compiler or the JVM refuses (a method of over
 * 64 KiB) is found here and not when the view is started.
 */
final class TrialCompilation {
    private TrialCompilation() {}

    /** @throws Mistake without a place when a step does not compile */
    static void of(Plan plan) {
        plan.inputs().forEach(TrialCompilation::of);
        if (plan instanceof Plan.Calc calc) {
            compile(calc.condition(), calc.projections());
        } else if (plan instanceof Plan.Expand expand) {
            compile(Optional.empty(), expand.generator().expressions());
        } else if (plan instanceof Plan.Join join) {
            compile(join.residual(), List.of());
        }
    }

    private static void compile(Optional<Expression> condition, List<Expression> projections) {
        try {
            ExpressionCompiler.compile(condition, projections);
        } catch (RuntimeException | LinkageError e) {
            throw Mistake.unsupported(
                    null,
                    "the expressions of one step are too large to compile",
                    "Use fewer CASE branches, or split the query into views.");
        }
    }
}
