package io.weirpool.processor.task;

import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Slices;
import java.util.List;
import java.util.Optional;

/**
 * Rows on their way to a stage of the same view.
 *
 * @param steps row by row, on the sender's side
 * @param stage index of the receiver
 * @param port which of its inputs
 * @param stays whether the receiver is in the sender's task, so that rows need no hop
 * @param slices how rows are added up before they are put into the windows that one of the steps makes; empty where that
 *     step does it row by row
 */
record Edge(Origin from, List<Plan> steps, int stage, int port, boolean stays, Optional<Slices> slices) {
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

    /** Without slices. */
    Edge(Origin from, List<Plan> steps, int stage, int port, boolean stays) {
        this(from, steps, stage, port, stays, Optional.empty());
    }

    Edge to(int receiver) {
        return new Edge(from, steps, receiver, port, stays, slices);
    }

    /** To groups, whose rows may be added up by slice. */
    Edge to(Plan.Aggregate groups) {
        return new Edge(from, steps, stage, port, stays, Slices.of(steps, groups));
    }

    /** The edge without its first steps, which the sender does. */
    Edge after(int first) {
        return new Edge(from, steps.subList(first, steps.size()), stage, port, stays, slices);
    }

    /** What the steps make of a row. */
    Pipe pipe() {
        return Pipe.of(
                steps,
                slices.map(found -> steps.size() - 1 - found.stepsAfter()).orElse(-1));
    }
}
