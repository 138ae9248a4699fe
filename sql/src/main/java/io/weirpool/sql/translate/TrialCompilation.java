package io.weirpool.sql.translate;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Plan;

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
            try {
                ExpressionCompiler.compile(calc.condition(), calc.projections());
            } catch (RuntimeException | LinkageError e) {
                throw Mistake.unsupported(
                        null,
                        "the expressions of one step are too large to compile",
                        "Use fewer CASE branches, or split the query into views.");
            }
        }
    }
}
