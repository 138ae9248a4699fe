package io.weirpool.processor.task;

import io.weirpool.sql.plan.Infallible;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Slices;
import java.util.List;
import java.util.Optional;

/**
 * Rows on their way to a stage.
 *
 * @param number among those of the same graph
 * @param steps row by row, on the sender's side
 * @param stage index of the receiver
 * @param port which of its inputs
 * @param stays whether the receiver is in the sender's task, so that rows need no hop
 * @param slices how rows are added up before they are put into the windows that one of the steps makes; empty where that
 *     step does it row by row
 */
record Edge(int number, Origin from, List<Plan> steps, int stage, int port, boolean stays, Optional<Slices> slices) {
    /** Where rows come from. Closed. */
    sealed interface Origin {}

    /** A source's log. */
    record FromLog(Plan.Scan scan) implements Origin {}

    /** Another stage. */
    record FromStage(int stage) implements Origin {}

    /** Constants, there from the start. */
    record FromValues(Plan.Values values) implements Origin {}

    Edge {
        steps = List.copyOf(steps);
    }

    /** Without slices, not yet part of a graph. */
    Edge(Origin from, List<Plan> steps, int stage, int port, boolean stays) {
        this(-1, from, steps, stage, port, stays, Optional.empty());
    }

    Edge to(int receiver) {
        return new Edge(number, from, steps, receiver, port, stays, slices);
    }

    /** To groups, whose rows may be added up by slice. */
    Edge to(Plan.Aggregate groups) {
        return new Edge(number, from, steps, stage, port, stays, Slices.of(steps, groups));
    }

    /** The same way in a graph, from this origin. */
    Edge numbered(int other, Origin origin) {
        return new Edge(other, origin, steps, stage, port, stays, slices);
    }

    /** The edge without its first steps, which the sender does. */
    Edge after(int first) {
        return new Edge(number, from, steps.subList(first, steps.size()), stage, port, stays, slices);
    }

    /** The first steps that filter and project. */
    List<Plan> calcs() {
        return steps.stream().takeWhile(Plan.Calc.class::isInstance).toList();
    }

    /** Whether a row may come for which a step has no value. */
    boolean mayFail() {
        return !steps.stream().allMatch(Edge::isSafe);
    }

    private static boolean isSafe(Plan step) {
        return step instanceof Plan.Calc calc
                && calc.condition().stream().allMatch(Infallible::is)
                && calc.projections().stream().allMatch(Infallible::is);
    }

    /** What the steps make of a row. */
    Pipe pipe() {
        return Pipe.of(
                steps,
                slices.map(found -> steps.size() - 1 - found.stepsAfter()).orElse(-1));
    }
}
