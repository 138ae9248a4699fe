package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** What a stage of one task took in and gave out, counted for each view that it is part of. Used by one thread. */
final class StageCounts {
    private final Map<ViewProgram, OperatorCounts> byView;
    private final List<OperatorCounts> all;

    StageCounts(Map<ViewProgram, OperatorCounts> byView) {
        this.byView = byView;
        this.all = List.copyOf(byView.values());
    }

    void in() {
        all.forEach(OperatorCounts::in);
    }

    void out() {
        all.forEach(OperatorCounts::out);
    }

    /** For these only. */
    Runnable out(List<ViewProgram> views) {
        List<OperatorCounts> some =
                views.stream().map(view -> requireNonNull(byView.get(view))).toList();
        return () -> some.forEach(OperatorCounts::out);
    }

    void flush() {
        all.forEach(OperatorCounts::flush);
    }
}
