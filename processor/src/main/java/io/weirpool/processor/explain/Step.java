package io.weirpool.processor.explain;

import java.util.List;
import java.util.OptionalInt;

/**
 * A line of a view's tree: what is done, over what is below it.
 *
 * @param text the operator, or how rows find their task
 * @param stage the number of an operator with state in its view; empty for all else
 * @param level how many hops its rows are from the logs at most
 * @param keeps what it stores, and by which key; empty when nothing is
 */
public record Step(Kind kind, String text, OptionalInt stage, int level, List<String> keeps, List<Step> inputs) {
    /** Closed: what can stand in a tree. */
    public enum Kind {
        /** The view's table. */
        TABLE,
        /** Rows are sent to the task of their key. */
        HOP,
        /** An operator that keeps something, in the tasks of its level. */
        OPERATOR,
        /** What is done row by row, in the task where the row is. */
        ROW_BY_ROW,
        /** A log, or constants. */
        SOURCE,
        /** An operator that stands in the tree already; it runs once. */
        AGAIN
    }

    public Step {
        keeps = List.copyOf(keeps);
        inputs = List.copyOf(inputs);
    }

    static Step of(Kind kind, String text, int level, List<Step> inputs) {
        return new Step(kind, text, OptionalInt.empty(), level, List.of(), inputs);
    }
}
