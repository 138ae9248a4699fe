package io.weirpool.processor.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.metrics.MetricNames;

/** What became of the commands of a source in a flow. Each counts once: in = applied + filtered + dead. */
final class Ledger {
    private final MeterRegistry metrics;
    private final String source;
    private final Counter applied;
    private final Counter filtered;
    private final Counter dead;

    Ledger(MeterRegistry metrics, int flow, String source) {
        this.metrics = metrics;
        this.source = source;
        this.applied = counter(metrics, flow, source, "applied");
        this.filtered = counter(metrics, flow, source, "filtered");
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

    void applied() {
        applied.increment();
    }

    void filtered() {
        filtered.increment();
    }

    void dead() {
        dead.increment();
    }

    void deadLetter(ErrorCode code) {
        metrics.counter(MetricNames.DEAD_LETTERS, MetricNames.TAG_SOURCE, source, MetricNames.TAG_CODE, code.slug())
                .increment();
    }
}
