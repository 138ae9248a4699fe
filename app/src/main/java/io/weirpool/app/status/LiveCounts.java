package io.weirpool.app.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.metrics.MetricNames;
import java.util.Collection;
import java.util.OptionalLong;

/** What the tasks of one flow in this process have counted since it started. */
record LiveCounts(MeterRegistry metrics, int flow) {
    /** Changes that an operator of a view took in, or gave out; empty when no task of this process has it. */
    OptionalLong of(String view, String operator, String direction) {
        Collection<Counter> counters = metrics.find(MetricNames.OPERATOR_ROWS)
                .tag(MetricNames.TAG_FLOW, Integer.toString(flow))
                .tag(MetricNames.TAG_VIEW, view)
                .tag(MetricNames.TAG_OPERATOR, operator)
                .tag(MetricNames.TAG_DIRECTION, direction)
                .counters();
        return counters.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.round(counters.stream().mapToDouble(Counter::count).sum()));
    }

    /** Whether this process works for the flow. */
    boolean areThere() {
        return !metrics.find(MetricNames.OPERATOR_ROWS)
                .tag(MetricNames.TAG_FLOW, Integer.toString(flow))
                .counters()
                .isEmpty();
    }
}
