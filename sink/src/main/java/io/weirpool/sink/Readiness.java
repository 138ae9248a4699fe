package io.weirpool.sink;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in the way now, by subject. Thread-safe. Each change is logged once. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    void fails(String subject, String reason) {
        String before = reasons.put(subject, reason);
        if (!reason.equals(before)) {
            LOG.warn("{}: {}", subject, reason);
        }
    }

    void waits(String subject, String reason) {
        reasons.put(subject, reason);
    }

    void works(String subject) {
        String before = reasons.remove(subject);
        if (before != null) {
            LOG.info("{}: works (before: {})", subject, before);
        }
    }

    Optional<String> why() {
        return reasons.entrySet().stream().findFirst().map(entry -> entry.getKey() + ": " + entry.getValue());
    }
}
