package io.weirpool.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.metrics.MetricNames.Kind;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
    @Test
    void exportedNamesAreThoseOfPrometheus() {
        assertThat(MetricNames.prometheus(MetricNames.COMMANDS, Kind.COUNTER)).isEqualTo("weirpool_commands_total");
        assertThat(MetricNames.prometheus(MetricNames.VIEW_LAG, Kind.GAUGE)).isEqualTo("weirpool_view_lag");
        assertThat(MetricNames.prometheus(MetricNames.ACKNOWLEDGEMENT, Kind.TIMER))
                .isEqualTo("weirpool_acknowledgement_seconds");
    }
}
