package io.weirpool.bench.scale;

import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.process.Servers.Used;
import java.util.List;

/**
 * What a case cost.
 *
 * @param used from when the tasks were given out until the table held everything
 * @param peakPssBytes of its processes
 * @param stateBytes on disk when they had stopped
 * @param rows of the table
 */
record Figures(Case of, Used used, long peakPssBytes, long stateBytes, long rows) {
    static final List<String> COLUMNS = List.of(
            "varies",
            "instances",
            "partitions",
            "keys",
            "events",
            "events/s",
            "per job CPU s",
            "per CPU s",
            "job CPU s",
            "PostgreSQL CPU s",
            "broker CPU s",
            "others CPU s",
            "peak PSS MiB",
            "state MiB",
            "rows");
    private static final double MIB = 1024 * 1024;

    double perJobCpu() {
        return of.events() / used.job();
    }

    List<String> cells() {
        return List.of(
                of.varies(),
                Integer.toString(of.instances()),
                Integer.toString(of.partitions()),
                whole(of.keys()),
                whole((double) of.events()),
                whole(of.events() / used.seconds()),
                whole(perJobCpu()),
                whole(of.events() / (used.job() + used.postgres() + used.broker())),
                tenths(used.job()),
                tenths(used.postgres()),
                tenths(used.broker()),
                tenths(used.others()),
                whole(peakPssBytes / MIB),
                whole(stateBytes / MIB),
                whole((double) rows));
    }
}
