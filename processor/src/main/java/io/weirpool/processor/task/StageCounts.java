package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** What a stage of one task took in and gave out, counted for each view that it is part of. Used by one thread. */
final class StageCounts {
    private final Map<ViewProgram, OperatorCounts> byView;
    private final OperatorCounts[] all; // of each row: a list costs an iterator

    StageCounts(Map<ViewProgram, OperatorCounts> byView) {
        this.byView = byView;
        this.all = byView.values().toArray(OperatorCounts[]::new);
    }

    void in() {
        for (OperatorCounts counts : all) {
            counts.in();
        }
    }

    void out() {
        out(all);
    }

    private static void out(OperatorCounts[] some) {
        for (OperatorCounts counts : some) {
            counts.out();
        }
    }

    /** For these only. */
    Runnable out(List<ViewProgram> views) {
        OperatorCounts[] some =
                views.stream().map(view -> requireNonNull(byView.get(view))).toArray(OperatorCounts[]::new);
        return () -> out(some);
    }

    void flush() {
        for (OperatorCounts counts : all) {
            counts.flush();
        }
    }
}
