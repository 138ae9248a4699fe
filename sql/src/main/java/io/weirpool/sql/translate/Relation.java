package io.weirpool.sql.translate;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.HintedInput;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SizeHint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A query, or part of one, on its way to a plan. Inside a subquery it may depend on the row outside: then the plan is of all
 * rows for any such row, and conditions say which of them belong to which.
 *
 * @param plan its first columns are the query's, others are only there for the conditions
 * @param width how many columns are the query's
 * @param lifted conditions over the plan's columns and, from {@link Scope#OUTER} on, those of the row outside
 * @param whenEmpty the one row there is when no row of the plan belongs to the row outside: that of an aggregate without
 *     GROUP BY
 * @param hints what they say of its size
 * @param order of its rows, where it was asked for and is known
 */
record Relation(
        Plan plan,
        int width,
        List<Expression> lifted,
        Optional<List<Expression>> whenEmpty,
        List<SizeHint> hints,
        RowOrder order) {
    Relation {
        lifted = List.copyOf(lifted);
        hints = List.copyOf(hints);
        whenEmpty = whenEmpty.map(List::copyOf);
    }

    /** All columns are the query's, and it depends on no row outside. */
    static Relation of(Plan plan) {
        return new Relation(plan, plan.rowType().size(), List.of(), Optional.empty());
    }

    Relation(Plan plan, int width, List<Expression> lifted, Optional<List<Expression>> whenEmpty) {
        this(plan, width, lifted, whenEmpty, List.of(), RowOrder.NONE);
    }

    Relation(Plan plan, int width, List<Expression> lifted) {
        this(plan, width, lifted, Optional.empty());
    }

    boolean isCorrelated() {
        return !lifted.isEmpty();
    }

    /** The same rows with more columns at the end, or fewer rows. */
    Relation with(Plan other) {
        return new Relation(other, width, lifted, whenEmpty, hints, order);
    }

    /** The same rows in this order. */
    Relation ordered(RowOrder known) {
        return new Relation(plan, width, lifted, whenEmpty, hints, known);
    }

    /** The same rows, of which a hint says how many there are. */
    Relation sized(SizeHint hint) {
        return new Relation(
                plan,
                width,
                lifted,
                whenEmpty,
                Stream.concat(hints.stream(), Stream.of(hint)).toList(),
                order);
    }

    /** What hints say of the inputs of a join. */
    static List<HintedInput> hinted(Relation left, Relation right) {
        return Stream.concat(
                        left.hints.stream().map(hint -> new HintedInput(0, hint)),
                        right.hints.stream().map(hint -> new HintedInput(1, hint)))
                .toList();
    }
}
