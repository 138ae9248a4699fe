package io.weirpool.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weirpool.common.metrics.MetricNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times every request by route, method and status, then hands it on. */
public final class RequestMetrics implements RequestLog {
    private final MeterRegistry registry;
    private final RequestLog next;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    public RequestMetrics(MeterRegistry registry, RequestLog next) {
        this.registry = registry;
        this.next = next;
    }

    @Override
    public void answered(Entry entry) {
        boolean known = entry.route() != null; // what is not ours is one series, however it is spelled
        Series series = new Series(
                known ? String.valueOf(entry.route()) : "none", known ? entry.method() : "none", entry.status());
        timers.computeIfAbsent(series, this::timer).record(entry.took());
        next.answered(entry);
    }

    /** One of few: routes, methods and statuses are ours. */
    private record Series(String route, String method, int status) {}

    /** Looked up once, as that costs more than to count. */
    private Timer timer(Series series) {
        return Timer.builder(MetricNames.HTTP_REQUESTS)
                .description("HTTP requests, from their first byte to the last of the answer")
                .tag(MetricNames.TAG_ROUTE, series.route())
                .tag(MetricNames.TAG_METHOD, series.method())
                .tag(MetricNames.TAG_STATUS, series.status() == 0 ? "gone" : Integer.toString(series.status()))
                .serviceLevelObjectives(Duration.ofMillis(25), Duration.ofMillis(250), Duration.ofSeconds(2))
                .register(registry);
    }
}
