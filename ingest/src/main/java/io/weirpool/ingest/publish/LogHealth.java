package io.weirpool.ingest.publish;

import io.weirpool.common.kafka.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log can be reached, known before a command is sent: so that it can be refused at once with nothing stored,
 * instead of waiting out the delivery time-out and ending indeterminate.
 *
 * <p>An acknowledgement or an answered probe is a proof of life. Without one for {@link #SILENCE_MAX} the log counts as
 * unavailable, until the next proof; a slow answer alone never does that.
 */
final class LogHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogHealth.class);

    /* A proof is due every second; several must be missing, so that a pause of the collector is not an outage. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(4);

    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final int PROBE_TIMEOUT_MS = 2_000;

    private final Admin admin;
    private final Producer<?, ?> producer;
    private final ScheduledExecutorService scheduler;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile long provedNanos;
    private volatile boolean proved;

    private LogHealth(Admin admin, Producer<?, ?> producer) {
        this.admin = admin;
        this.producer = producer;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ingest-log-health");
            thread.setDaemon(true);
            return thread;
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a probe catches whatever happens to it
    static LogHealth start(KafkaConfig kafka, Producer<?, ?> producer) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "weirpool-ingest-health");
        properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        LogHealth health = new LogHealth(Admin.create(properties), producer);
        health.scheduler.scheduleWithFixedDelay(health::probe, 0, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return health;
    }

    /** A command was acknowledged. */
    void acknowledged() {
        provedNanos = System.nanoTime();
        proved = true;
    }

    /** Logs whose metadata the producer is to have before a command comes. */
    void expect(List<String> logs) {
        expected.addAll(logs);
        if (!known.containsAll(logs)) {
            scheduler.execute(this::learn);
        }
    }

    Optional<String> whyUnavailable() {
        if (!proved) {
            return Optional.of("Kafka has not answered yet");
        }
        long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - provedNanos);
        return silentMs > SILENCE_MAX.toMillis()
                ? Optional.of("Kafka has not answered for " + silentMs / 1_000 + " s")
                : Optional.empty();
    }

    Optional<String> whyUnavailable(String log) {
        Optional<String> why = whyUnavailable();
        return why.isPresent() || known.contains(log) ? why : Optional.of("the topic " + log + " is not there yet");
    }

    private void probe() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_TIMEOUT_MS))
                    .clusterId()
                    .get();
            acknowledged();
            learn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // a scheduled task that throws would be the last
            LOG.debug("Kafka does not answer a probe", e);
        }
    }

    private void learn() {
        for (String log : expected) {
            if (!known.contains(log)) {
                learn(log);
            }
        }
    }

    private void learn(String log) {
        try {
            producer.partitionsFor(log); // waits for it, at most as long as a send would
            known.add(log);
        } catch (KafkaException e) {
            LOG.debug("no metadata of {} yet", log, e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
