package io.weirpool.processor.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.metrics.MetricNames;

/**
 * How many changes one operator of a view took in and gave out in one task; told to the metrics at each flush, which add up
 * those of all tasks of the process since it started. What was done again after an abort counts again. Used by one thread.
 */
final class OperatorCounts {
    private final Counter allIn;
    private final Counter allOut;
    private long in;
    private long out;

    /** @param operator its number in the view, or {@code log} for where commands enter it */
    OperatorCounts(MeterRegistry metrics, int flow, ViewProgram program, String operator) {
        this.allIn = counter(metrics, flow, program, operator, MetricNames.DIRECTION_IN);
        this.allOut = counter(metrics, flow, program, operator, MetricNames.DIRECTION_OUT);
    }

    private static Counter counter(
            MeterRegistry metrics, int flow, ViewProgram program, String operator, String direction) {
        return metrics.counter(
                MetricNames.OPERATOR_ROWS,
                MetricNames.TAG_FLOW,
                Integer.toString(flow),
                MetricNames.TAG_VIEW,
                program.view().name().value(),
                MetricNames.TAG_OPERATOR,
                operator,
                MetricNames.TAG_DIRECTION,
                direction);
    }

    void in() {
        in++;
    }

    void out() {
        out++;
    }

    void flush() {
        allIn.increment((double) in);
        allOut.increment((double) out);
        in = 0;
        out = 0;
    }
}
