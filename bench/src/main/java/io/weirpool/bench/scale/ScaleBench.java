package io.weirpool.bench.scale;

import io.weirpool.bench.backlog.EventLog;
import io.weirpool.bench.backlog.Job;
import io.weirpool.bench.backlog.Watching;
import io.weirpool.bench.process.Servers;
import io.weirpool.bench.process.Servers.Used;
import io.weirpool.bench.report.Cells;
import io.weirpool.bench.report.Table;
import io.weirpool.common.model.Name;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Works off a backlog of each case, from a cold start.
 *
 * @param rounds of each; the one in the middle counts
 * @param settings over the defaults
 * @param directory for what is written meanwhile
 */
record ScaleBench(List<Case> cases, int rounds, Map<String, String> settings, Path directory) {
    private static final String VIEW = "totals";
    private static final String VIEW_SQL = """
        CREATE MATERIALIZED VIEW totals AS
        SELECT k, count(*) AS events, sum(amount) AS total, max(at) AS last FROM event GROUP BY k;
        """;
    /** Servers compile what they run for the first time, which is no cost of whoever happens to come first. */
    private static final Case WARM_UP = new Case("", 1, 2, 1_000, 100_000);

    Table run(Consumer<String> tell) throws InterruptedException, SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Servers servers = Servers.start(directory)) {
            tell.accept("one run to warm the servers, which does not count");
            run(servers, WARM_UP, 0);
            int number = 0;
            for (Case next : cases) {
                List<Figures> runs = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    runs.add(run(servers, next, ++number));
                    tell.accept(String.join("  ", runs.get(round).cells()));
                }
                rows.add(Cells.middle(runs, Figures::perJobCpu).cells());
            }
        }
        return new Table(Figures.COLUMNS, rows);
    }

    private Figures run(Servers servers, Case of, int number) throws InterruptedException, SQLException {
        String name = "scale_" + number;
        EventLog log = EventLog.make(servers.kafka(), new Name(name), of.partitions(), of.keys());
        log.append(of.events());
        Job job = Job.start(servers, name, of.instances(), settings);
        Used used;
        try (job) {
            job.apply(EventLog.sql(of.partitions()) + VIEW_SQL);
            job.awaitFlow();
            Used begun = job.used();
            job.await(List.of(VIEW), log);
            used = job.used().since(begun);
        }
        try (Watching watching = new Watching(job.database())) {
            long rows = Long.parseLong(watching.text("SELECT count(*) FROM " + VIEW));
            return new Figures(of, used, job.peakPssBytes(), job.stateBytes(), rows);
        }
    }
}
