package io.weirpool.bench.many;

import static io.weirpool.bench.report.Cells.tenths;

import io.weirpool.bench.backlog.EventLog;
import io.weirpool.bench.backlog.Job;
import io.weirpool.bench.process.Servers;
import io.weirpool.bench.process.Servers.Used;
import io.weirpool.bench.report.Table;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs so many views over one source, for each number of views.
 *
 * @param views numbers of views that are applied at once
 * @param applies number of views that are applied one by one; 0 for no such run
 * @param dev number of views in {@code dev}; 0 for no such run
 * @param events of each backlog
 * @param idle how long nothing arrives
 * @param settings over the defaults
 * @param directory for what is written meanwhile
 */
record ManyBench(
        List<Integer> views,
        int applies,
        int dev,
        long events,
        Duration idle,
        Map<String, String> settings,
        Path directory) {
    static final int PARTITIONS = 2;
    static final int KEYS = 100_000;
    /** Every view has had some before anything is measured. */
    static final long WARM_UP_EVENTS = 50_000;
    /** Whatever runs once after the last event has run by then. */
    static final Duration SETTLE = Duration.ofSeconds(10);

    Table run(Consumer<String> tell) throws InterruptedException, SQLException, IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Servers servers = Servers.start(directory)) {
            for (int count : views) {
                rows.add(run(servers, count, 1, tell));
            }
            if (applies > 0) {
                rows.add(run(servers, applies, applies, tell));
            }
        }
        if (dev > 0) {
            tell.accept("dev with %d views".formatted(dev));
            rows.add(new DevRun(dev, idle, directory.resolve("dev")).run());
        }
        return new Table(Figures.COLUMNS, rows);
    }

    private List<String> run(Servers servers, int count, int flows, Consumer<String> tell)
            throws InterruptedException, SQLException {
        String name = "many_%d_%d".formatted(count, flows);
        EventLog log = EventLog.make(servers.kafka(), new Name(name), PARTITIONS, KEYS);
        List<String> names = Views.names(count);
        try (Job job = Job.start(servers, name, 1, settings)) {
            for (int flow = 1; flow <= flows; flow++) {
                job.apply(Views.definitions(PARTITIONS, count * flow / flows));
            }
            log.append(WARM_UP_EVENTS);
            job.await(names, log);
            Thread.sleep(SETTLE.toMillis());
            Used resting = job.used();
            Thread.sleep(idle.toMillis());
            Used begun = job.used();
            log.append(events);
            job.await(names, log);
            Used working = job.used().since(begun);
            Figures figures = new Figures(count, flows, events, working, begun.since(resting), job.peakPssBytes());
            tell.accept("%d views in %d flows: %s us of CPU an event, idle %s %% of a core"
                    .formatted(
                            count,
                            flows,
                            tenths(working.job() * 1e6 / events),
                            tenths(100 * figures.idle().job() / figures.idle().seconds())));
            return figures.cells();
        }
    }
}
