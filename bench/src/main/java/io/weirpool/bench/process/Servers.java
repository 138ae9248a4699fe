package io.weirpool.bench.process;

import io.weirpool.common.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The servers that all runs of a measurement use.
 *
 * @param directory for what a run writes
 */
public record Servers(Broker broker, Postgres postgres, Path directory) implements AutoCloseable {
    /** Starts both. */
    public static Servers start(Path directory) throws InterruptedException {
        Broker broker = Broker.start(directory.resolve("broker"));
        try {
            return new Servers(broker, Postgres.start(directory.resolve("postgres")), directory);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public KafkaConfig kafka() {
        return KafkaConfig.local(broker.bootstrapServers());
    }

    /**
     * What everybody had used at a moment, or between two; in CPU seconds but for the first.
     *
     * @param nanos of this process's clock
     * @param job processes that are measured
     * @param bench this process: the load, and looking
     * @param machine everybody, those not named here too
     */
    public record Used(long nanos, double job, double postgres, double broker, double bench, double machine) {
        public Used since(Used before) {
            return new Used(
                    nanos - before.nanos,
                    job - before.job,
                    postgres - before.postgres,
                    broker - before.broker,
                    bench - before.bench,
                    machine - before.machine);
        }

        public double seconds() {
            return nanos / 1e9;
        }

        /** Whoever is not named: others were busy on the machine. */
        public double others() {
            return Math.max(0, machine - job - postgres - broker - bench);
        }
    }

    /** @param job ids of the processes that are measured */
    public Used now(List<Long> job) {
        return new Used(
                System.nanoTime(),
                job.stream().mapToDouble(Usage::cpuSeconds).sum(),
                postgres.cpuSeconds(),
                Usage.cpuSeconds(broker.pid()),
                Usage.cpuSeconds(ProcessHandle.current().pid()),
                Usage.machineCpuSeconds());
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } finally {
            broker.close();
        }
    }
}
