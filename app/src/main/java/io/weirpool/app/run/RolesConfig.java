package io.weirpool.app.run;

import static java.util.Objects.requireNonNull;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.ingest.IngestConfig;
import io.weirpool.processor.flow.ProcessorConfig;
import io.weirpool.sink.SinkConfig;
import java.util.Optional;

/**
 * Which roles a process runs, and how.
 *
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 * @param health where a process without ingest says how it is
 * @param reads served by ingest; without it reads answer 503
 */
public record RolesConfig(
        KafkaConfig kafka,
        String catalogPrefix,
        HealthConfig health,
        Optional<IngestConfig> ingest,
        Optional<ProcessorConfig> processor,
        Optional<SinkConfig> sink,
        Optional<ReadConfig> reads) {
    public RolesConfig {
        requireNonNull(kafka, "kafka");
        requireNonNull(catalogPrefix, "catalogPrefix");
        requireNonNull(health, "health");
    }
}
