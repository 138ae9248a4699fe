package io.weirpool.processor.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;

/** What became of the commands of a source in a flow. Each counts once: in = applied + filtered + duplicate + late + dead. */
final class Ledger {
    private final MeterRegistry metrics;
    private final String source;
    private final Counter applied;
    private final Counter filtered;
    private final Counter duplicate;
    private final Counter late;
    private final Counter dead;

    /** Closed: what the views of a flow made of a command; of two views' what stands later counts. */
    enum Fate {
        /** It was there already: no view heard of it. */
        DUPLICATE,
        /** None took it. */
        FILTERED,
        /** One left it out because it was late, and none took it. */
        LATE,
        /** At least one took it, none failed on it. */
        APPLIED,
        /** It is a dead letter: none could read it, or one view failed on it at least. */
        DEAD;

        Fate or(Fate other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    Ledger(MeterRegistry metrics, int flow, String source) {
        this.metrics = metrics;
        this.source = source;
        this.applied = counter(metrics, flow, source, "applied");
        this.filtered = counter(metrics, flow, source, "filtered");
        this.duplicate = counter(metrics, flow, source, "duplicate");
        this.late = counter(metrics, flow, source, "late");
        this.dead = counter(metrics, flow, source, "dead");
    }

    private static Counter counter(MeterRegistry metrics, int flow, String source, String outcome) {
        return metrics.counter(
                MetricNames.PROCESSED,
                MetricNames.TAG_FLOW,
                Integer.toString(flow),
                MetricNames.TAG_SOURCE,
                source,
                MetricNames.TAG_OUTCOME,
                outcome);
    }

    void count(Fate fate) {
        switch (fate) {
            case APPLIED -> applied.increment();
            case DUPLICATE -> duplicate.increment();
            case FILTERED -> filtered.increment();
            case LATE -> late.increment();
            case DEAD -> dead.increment();
        }
    }

    /** {@code view} left the row out. */
    void late(Name view) {
        metrics.counter(MetricNames.LATE, MetricNames.TAG_SOURCE, source, MetricNames.TAG_VIEW, view.value())
                .increment();
    }

    void deadLetter(ErrorCode code) {
        metrics.counter(MetricNames.DEAD_LETTERS, MetricNames.TAG_SOURCE, source, MetricNames.TAG_CODE, code.slug())
                .increment();
    }
}
