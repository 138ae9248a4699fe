package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import java.util.List;

/** Where a view's work is done: the one rule that catalog and topology share. */
public final class Placement {
    private Placement() {}

    /** How a view's rows come to stand under its key. Closed: the topology has a last step for each. */
    public enum Ending {
        /** A table's rows already are where their key says; so are rows of a bag that only grows. No hop. */
        SOURCE,
        /** The task that keeps a group writes its row. */
        GROUPS,
        /** Rows may come from several tasks and meet once more under the view's key. */
        KEYED,
        /** Equal rows meet once more and are counted. */
        COUNTED
    }

    public static Ending ending(Plan plan, ViewKey key) {
        if (key instanceof ViewKey.RowHash) {
            return Ending.COUNTED;
        }
        Plan last = plan;
        while (isRowByRow(last)) {
            last = last.inputs().get(0);
        }
        if (last instanceof Plan.Scan) {
            return Ending.SOURCE;
        }
        boolean groups = last instanceof Plan.Aggregate && noExpansion(plan);
        return groups ? Ending.GROUPS : Ending.KEYED;
    }

    /**
     * Whether rows are sent between tasks, so that a view partition hears of every log partition: to bring a group's rows
     * together, or those that join, or equal rows of a bag.
     */
    public static boolean hasHop(Plan plan, ViewKey key) {
        return ending(plan, key) != Ending.SOURCE;
    }

    /** Whether each input row gives output rows by itself, in the task where it is. */
    public static boolean isRowByRow(Plan plan) {
        return plan instanceof Plan.Calc || plan instanceof Plan.Expand;
    }

    /** Whether an operator keeps state, in a task that its rows are sent to. */
    public static boolean hasState(Plan operator) {
        return !(isRowByRow(operator)
                || operator instanceof Plan.Union
                || operator instanceof Plan.Scan
                || operator instanceof Plan.Values);
    }

    /** Whether any operator of a plan keeps state. */
    public static boolean hasAnyState(Plan plan) {
        return hasState(plan) || plan.inputs().stream().anyMatch(Placement::hasAnyState);
    }

    private static boolean noExpansion(Plan plan) {
        return !(plan instanceof Plan.Expand) && (!(plan instanceof Plan.Calc calc) || noExpansion(calc.input()));
    }

    /** The sources a plan reads, each once, in the order it names them. */
    public static List<Name> sources(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return List.of(scan.source());
        }
        return plan.inputs().stream()
                .flatMap(input -> sources(input).stream())
                .distinct()
                .toList();
    }
}
