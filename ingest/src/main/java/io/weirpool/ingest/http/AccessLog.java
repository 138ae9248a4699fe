package io.weirpool.ingest.http;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * One INFO line per request, with {@code trace_id}, {@code request_id} and {@code receipt} in the MDC; health and metrics,
 * which are asked every few seconds by machines, are DEBUG. Logger {@code io.weirpool.access}.
 */
public final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.weirpool.access");
    private static final Set<String> MACHINES = Set.of("/livez", "/readyz", "/metrics");

    @Override
    public void answered(Entry entry) {
        Level level = entry.route() != null && MACHINES.contains(entry.route()) ? Level.DEBUG : Level.INFO;
        if (entry.receipt() != null) {
            MDC.put("receipt", entry.receipt());
        }
        try {
            LOG.atLevel(level)
                    .log(
                            "{} {} {} {} ms",
                            entry.method(),
                            entry.path(),
                            entry.status() == 0 ? "gone" : entry.status(),
                            tenths(entry.took()));
        } finally {
            MDC.remove("receipt");
        }
    }

    /** Milliseconds with one digit after the point; a formatter would cost more than the rest of the line. */
    static String tenths(Duration took) {
        long tenths = (took.toNanos() + 50_000) / 100_000;
        return tenths / 10 + "." + tenths % 10;
    }
}
