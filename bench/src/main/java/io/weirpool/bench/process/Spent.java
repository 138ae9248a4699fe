package io.weirpool.bench.process;

/**
 * CPU seconds by who used them: since they started, or between two moments.
 *
 * @param service the process that is measured
 * @param load this process
 * @param machine everybody, those not named here too
 */
public record Spent(double service, double postgres, double broker, double load, double machine) {
    /** Up to now. */
    public static Spent now(ChildJvm service, Postgres postgres, Broker broker) {
        return new Spent(
                Usage.cpuSeconds(service.pid()),
                postgres.cpuSeconds(),
                Usage.cpuSeconds(broker.pid()),
                Usage.cpuSeconds(ProcessHandle.current().pid()),
                Usage.machineCpuSeconds());
    }

    public Spent since(Spent before) {
        return new Spent(
                service - before.service,
                postgres - before.postgres,
                broker - before.broker,
                load - before.load,
                machine - before.machine);
    }

    /** Of processes that are not named: who else was busy on the machine. */
    public double others() {
        return Math.max(0, machine - service - postgres - broker - load);
    }
}
