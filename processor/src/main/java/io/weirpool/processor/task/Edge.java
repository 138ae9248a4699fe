package io.weirpool.processor.task;

import io.weirpool.sql.plan.Plan;
import java.util.List;

/**
 * Rows on their way to a stage of the same view.
 *
 * @param steps row by row, on the sender's side
 * @param stage index of the receiver
 * @param port which of its inputs
 * @param stays whether the receiver is in the sender's task, so that rows need no hop
 */
record Edge(Origin from, List<Plan> steps, int stage, int port, boolean stays) {
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
}
