package io.weirpool.ingest.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.ingest.limit.ByteBudget;
import org.apache.kafka.clients.producer.Producer;

/** What the publisher shows of itself. */
final class PublishMetrics {
    private PublishMetrics() {}

    static void register(MeterRegistry metrics, Producer<?, ?> producer, ByteBudget inFlight) {
        new KafkaClientMetrics(producer).bindTo(metrics);
        Gauge.builder(MetricNames.BYTES_IN_FLIGHT, inFlight, ByteBudget::used)
                .description("Bytes sent to the log and not yet acknowledged")
                .baseUnit("bytes")
                .register(metrics);
    }
}
