package io.weirpool.sql.translate;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A query, or part of one, on its way to a plan. Inside a subquery it may depend on the row outside: then the plan is of all
 * rows for any such row, and conditions say which of them belong to which.
 *
 * @param plan its first columns are the query's, others are only there for the conditions
 * @param width how many columns are the query's
 * @param lifted conditions over the plan's columns and, from {@link Scope#OUTER} on, those of the row outside
 * @param whenEmpty the one row there is when no row of the plan belongs to the row outside: that of an aggregate without
 *     GROUP BY
 */
record Relation(Plan plan, int width, List<Expression> lifted, Optional<List<Expression>> whenEmpty) {
    Relation {
        lifted = List.copyOf(lifted);
        whenEmpty = whenEmpty.map(List::copyOf);
    }

    /** All columns are the query's, and it depends on no row outside. */
    static Relation of(Plan plan) {
        return new Relation(plan, plan.rowType().size(), List.of(), Optional.empty());
    }

    Relation(Plan plan, int width, List<Expression> lifted) {
        this(plan, width, lifted, Optional.empty());
    }

    boolean isCorrelated() {
        return !lifted.isEmpty();
    }

    /** The same rows with more columns at the end, or fewer rows. */
    Relation with(Plan other) {
        return new Relation(other, width, lifted, whenEmpty);
    }
}
