package io.weirpool.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weirpool.common.metrics.MetricNames;
import java.time.Duration;

/** Times every request by route, method and status, then hands it on. */
public final class RequestMetrics implements RequestLog {
    private final MeterRegistry registry;
    private final RequestLog next;

    public RequestMetrics(MeterRegistry registry, RequestLog next) {
        this.registry = registry;
        this.next = next;
    }

    @Override
    public void answered(Entry entry) {
        boolean known = entry.route() != null; // what is not ours is one series, however it is spelled
        Timer.builder(MetricNames.HTTP_REQUESTS)
                .description("HTTP requests, from their first byte to the last of the answer")
                .tag(MetricNames.TAG_ROUTE, known ? String.valueOf(entry.route()) : "none")
                .tag(MetricNames.TAG_METHOD, known ? entry.method() : "none")
                .tag(MetricNames.TAG_STATUS, entry.status() == 0 ? "gone" : Integer.toString(entry.status()))
                .serviceLevelObjectives(Duration.ofMillis(25), Duration.ofMillis(250), Duration.ofSeconds(2))
                .register(registry)
                .record(entry.took());
        next.answered(entry);
    }
}
