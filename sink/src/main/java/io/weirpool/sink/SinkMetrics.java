package io.weirpool.sink;

import static io.weirpool.common.metrics.MetricNames.TAG_CODE;
import static io.weirpool.common.metrics.MetricNames.TAG_OP;
import static io.weirpool.common.metrics.MetricNames.TAG_RESULT;
import static io.weirpool.common.metrics.MetricNames.TAG_SOURCE;
import static io.weirpool.common.metrics.MetricNames.TAG_VIEW;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Marker;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.ClaimedBatch;
import io.weirpool.sink.postgres.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the sink does. Thread-safe, as long as one view partition is written by one thread at a time. */
final class SinkMetrics {
    private final MeterRegistry meters;
    private final Map<ViewPartition, Long> newestMicros = new ConcurrentHashMap<>();

    SinkMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void done(Lanes.Result.Done done) {
        Written written = done.written();
        String result = written.refused().isEmpty() ? "committed" : "refused";
        views(done.batches()).forEach(view -> {
            transaction(view, result);
            meters.timer(MetricNames.SINK_TRANSACTION_TIME, TAG_VIEW, view).record(Duration.ofNanos(done.nanos()));
        });
        written.rows().forEach((partition, rows) -> {
            rows(partition.view(), "upsert", rows.upserted());
            rows(partition.view(), "delete", rows.deleted());
        });
        written.refused().forEach(this::deadLetter);
        done.batches().stream()
                .filter(batch -> written.stored().contains(batch.partition()))
                .forEach(this::delay);
    }

    void failed(List<ClaimedBatch> batches) {
        views(batches).forEach(view -> transaction(view, "retried"));
    }

    void fenced(ViewPartition partition) {
        transaction(partition.view(), "fenced");
    }

    void lost(ViewPartition partition) {
        meters.counter(MetricNames.SINK_PARTITIONS_LOST, TAG_VIEW, partition.view())
                .increment();
    }

    private static List<String> views(List<ClaimedBatch> batches) {
        return batches.stream()
                .map(batch -> batch.partition().view())
                .distinct()
                .toList();
    }

    private void transaction(String view, String result) {
        meters.counter(MetricNames.SINK_TRANSACTIONS, TAG_VIEW, view, TAG_RESULT, result)
                .increment();
    }

    private void rows(String view, String op, int count) {
        meters.counter(MetricNames.SINK_ROWS, TAG_VIEW, view, TAG_OP, op).increment(count);
    }

    private void deadLetter(DeadLetter letter) {
        meters.counter(MetricNames.DEAD_LETTERS, TAG_SOURCE, letter.source(), TAG_CODE, letter.code())
                .increment();
    }

    /** A marker says when the newest command before it was appended; it counts once. */
    private void delay(ClaimedBatch batch) {
        long newest = batch.batch().markers().stream()
                .mapToLong(Marker::asOfMicros)
                .max()
                .orElse(0);
        Long before = newestMicros.put(batch.partition(), newest);
        if (newest > 0 && (before == null || newest > before)) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - newest;
            meters.timer(MetricNames.VIEW_DELAY, TAG_VIEW, batch.partition().view())
                    .record(Duration.of(Math.max(micros, 0), ChronoUnit.MICROS));
        }
    }
}
