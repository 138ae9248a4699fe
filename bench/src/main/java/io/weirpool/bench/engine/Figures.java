package io.weirpool.bench.engine;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run cost.
 *
 * @param engine who ran
 * @param records read
 * @param seconds from the first record taken until the last result can be read
 * @param jobCpu CPU seconds of the job in that span
 * @param postgresCpu CPU seconds of PostgreSQL in that span
 * @param brokerCpu CPU seconds of the broker in that span
 * @param othersCpu CPU seconds that others used on the machine in that span
 * @param startCpu CPU seconds of the job before that span
 * @param peakPssBytes of the job
 * @param peakRssBytes of the job
 * @param firstSeconds from the first record taken until a first row can be read
 * @param rowsWritten to PostgreSQL: inserted, updated and deleted
 * @param check of the table
 */
record Figures(
        String engine,
        long records,
        double seconds,
        double jobCpu,
        double postgresCpu,
        double brokerCpu,
        double othersCpu,
        double startCpu,
        long peakPssBytes,
        long peakRssBytes,
        double firstSeconds,
        long rowsWritten,
        String check) {
    double recordsPerSecond() {
        return records / seconds;
    }

    double recordsPerJobCpu() {
        return records / jobCpu;
    }

    double recordsPerCpu() {
        return records / (jobCpu + postgresCpu + brokerCpu);
    }

    Figures withRowsWritten(long written) {
        return new Figures(
                engine,
                records,
                seconds,
                jobCpu,
                postgresCpu,
                brokerCpu,
                othersCpu,
                startCpu,
                peakPssBytes,
                peakRssBytes,
                firstSeconds,
                written,
                check);
    }

    /** The run in the middle by what the job cost. */
    static Figures median(List<Figures> runs) {
        List<Figures> sorted = runs.stream()
                .sorted(Comparator.comparingDouble(Figures::jobCpu))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    /** A figure of the first against that of the second. */
    static double ratio(Figures first, Figures second, ToDoubleFunction<Figures> of) {
        return of.applyAsDouble(first) / of.applyAsDouble(second);
    }
}
