package io.weirpool.sink;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.sink.postgres.ProgressReader;
import io.weirpool.sink.postgres.ProgressReader.ViewProgress;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each live view is behind its logs: the ends of the logs against the progress in the database, so that a
 * processor or a sink that stands still shows. Looked up every few seconds in a thread of its own.
 */
final class ViewGauges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewGauges.class);

    private static final int PERIOD_SECONDS = 5; // a third of the usual scrape interval; costs two queries
    private static final int KAFKA_SECONDS_MAX = 3;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Admin admin;
    private final ProgressReader progress;
    private final MeterRegistry meters;
    private final ScheduledExecutorService thread;
    private final Map<String, State> views = new ConcurrentHashMap<>();

    ViewGauges(KafkaConfig kafka, ProgressReader progress, MeterRegistry meters) {
        this.admin = Admin.create(kafka.clientProperties());
        this.progress = progress;
        this.meters = meters;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread gauges = new Thread(task, "weirpool-sink-gauges");
            gauges.setDaemon(true);
            return gauges;
        });
    }

    /** What was seen last of one view. */
    private static final class State {
        private volatile long lag;
        private volatile long asOfMicros;
        private volatile long openErrors;

        private double lag() {
            return lag;
        }

        private double openErrors() {
            return openErrors;
        }

        private double freshnessSeconds() {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            return lag == 0 || asOfMicros == 0 ? 0 : (now - asOfMicros) / MICROS_PER_SECOND;
        }
    }

    void start() {
        Future<?> unused = // looking never fails
                thread.scheduleWithFixedDelay(this::lookAndForgive, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** The gauges keep what they had; that the database or Kafka is away is said elsewhere. */
    private void lookAndForgive() {
        try {
            look();
        } catch (SQLException | ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("no figures for the views' gauges", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look() throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        List<ViewProgress> all = progress.progress();
        Map<LogPartition, Long> ends = ends(all);
        Map<String, Long> lags = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        for (ViewProgress one : all) {
            long behind = ends.getOrDefault(one.from(), 0L) - one.nextOffset();
            lags.merge(one.view(), Math.max(behind, 0), Long::sum);
            newest.merge(one.view(), one.asOfMicros(), Math::max);
        }
        Map<String, Long> errors = progress.openErrors();
        lags.forEach((view, lag) -> {
            State state = views.computeIfAbsent(view, this::register);
            state.lag = lag;
            state.asOfMicros = newest.getOrDefault(view, 0L);
            state.openErrors = errors.getOrDefault(view, 0L);
        });
    }

    private Map<LogPartition, Long> ends(List<ViewProgress> all)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        all.forEach(one ->
                wanted.put(new TopicPartition(one.from().log(), one.from().partition()), OffsetSpec.latest()));
        Map<LogPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(wanted)
                .all()
                .get(KAFKA_SECONDS_MAX, TimeUnit.SECONDS)
                .entrySet()) {
            ends.put(
                    new LogPartition(end.getKey().topic(), end.getKey().partition()),
                    end.getValue().offset());
        }
        return ends;
    }

    private State register(String view) {
        State state = new State();
        gauge(MetricNames.VIEW_LAG, view, state, State::lag);
        gauge(MetricNames.VIEW_FRESHNESS, view, state, State::freshnessSeconds);
        gauge(MetricNames.OPEN_ERRORS, view, state, State::openErrors);
        return state;
    }

    private void gauge(String name, String view, State state, java.util.function.ToDoubleFunction<State> value) {
        Gauge.builder(name, state, value).tag(MetricNames.TAG_VIEW, view).register(meters);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
