package io.weirpool.bench.engine;

import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Usage;
import io.weirpool.common.kafka.KafkaConfig;
import java.nio.file.Path;

/**
 * The servers both sides use.
 *
 * @param directory for what a run writes
 */
record Bench(Broker broker, Postgres postgres, Path directory) {
    KafkaConfig kafka() {
        return KafkaConfig.local(broker.bootstrapServers());
    }

    /** What everybody had used at a moment. */
    record Used(long nanos, double job, double postgres, double broker, double machine) {}

    Used now(long job) {
        return new Used(
                System.nanoTime(),
                Usage.cpuSeconds(job),
                postgres.cpuSeconds(),
                Usage.cpuSeconds(broker.pid()),
                Usage.machineCpuSeconds());
    }
}
