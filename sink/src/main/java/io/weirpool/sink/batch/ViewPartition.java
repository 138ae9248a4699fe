package io.weirpool.sink.batch;

import io.weirpool.common.catalog.View;
import java.util.Comparator;

/**
 * A partition the sink reads and keeps an offset for.
 *
 * @param view name of the view, {@link #DEAD_LETTERS} or {@link #LEDGER}
 * @param version of the view; 0 for what is no view
 * @param partition of the topic
 */
public record ViewPartition(String view, int version, int partition) implements Comparable<ViewPartition> {
    /** Stands for the dead letter topic; no view can have this name. */
    public static final String DEAD_LETTERS = "!dead-letters";
    /** Stands for the ledger topic. */
    public static final String LEDGER = "!ledger";

    private static final Comparator<ViewPartition> ORDER = Comparator.comparing(ViewPartition::view)
            .thenComparingInt(ViewPartition::version)
            .thenComparingInt(ViewPartition::partition);

    public static ViewPartition deadLetters(int partition) {
        return new ViewPartition(DEAD_LETTERS, 0, partition);
    }

    public static ViewPartition ledger(int partition) {
        return new ViewPartition(LEDGER, 0, partition);
    }

    public boolean isView() {
        return !isDeadLetters() && !isLedger();
    }

    public boolean isLedger() {
        return view.equals(LEDGER);
    }

    public boolean isDeadLetters() {
        return view.equals(DEAD_LETTERS);
    }

    /** The version it is of: {@code <view>.v<n>}. */
    public String versionedView() {
        return isView() ? View.versionedName(view, version) : view;
    }

    @Override
    public int compareTo(ViewPartition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return versionedView() + "/" + partition;
    }
}
