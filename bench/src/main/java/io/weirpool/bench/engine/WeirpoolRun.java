package io.weirpool.bench.engine;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.bench.backlog.Flows;
import io.weirpool.bench.backlog.Watching;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.PeakMemory;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Roles;
import io.weirpool.bench.process.Servers;
import io.weirpool.common.catalog.Revision.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** One run of ours: processor and sink as one process, a view applied, watched until its table holds everything. */
final class WeirpoolRun {
    private static final Duration RUN_MAX = Duration.ofMinutes(15);
    private static final long LOOK_MS = 50;

    private final Servers bench;
    private final Events events;
    private final Query query;
    private final int number;
    private final Map<String, String> settings;

    /** @param number no other run on the same broker has */
    WeirpoolRun(Servers bench, Events events, Query query, int number, Map<String, String> settings) {
        this.bench = bench;
        this.events = events;
        this.query = query;
        this.number = number;
        this.settings = settings;
    }

    Figures run() throws InterruptedException, SQLException, IOException {
        Path directory = bench.directory().resolve("weirpool-" + number);
        Postgres.Database database = bench.postgres().create("weirpool_" + number);
        Figures figures = run(directory, database);
        return figures.withRowsWritten(database.rowsWritten());
    }

    private Figures run(Path directory, Postgres.Database database)
            throws InterruptedException, SQLException, IOException {
        List<String> roles = List.of("processor", "sink");
        try (ChildJvm process = Roles.start(roles, bench.broker(), database, prefix(), directory, settings);
                PeakMemory memory = PeakMemory.watch(process.pid());
                Watching watching = new Watching(database);
                Admin admin = Admin.create(bench.kafka().clientProperties())) {
            return watch(process, memory, watching, admin, apply());
        }
    }

    private String prefix() {
        return "run-" + number;
    }

    /** The sources the view reads. */
    private List<String> apply() {
        NumberedCatalog catalog = new NumberedCatalog(new KafkaCatalog(bench.kafka(), prefix()), number);
        String view = "CREATE MATERIALIZED VIEW " + query.view() + " AS\n" + query.sql() + ";\n";
        List<SourceFile> files =
                List.of(new SourceFile("sources.sql", Queries.sourcesSql()), new SourceFile("views.sql", view));
        new Apply(catalog).apply(events.pipeline(), files, BuildOptions.STANDARD);
        return catalog.newest(events.pipeline()).view(query.view()).orElseThrow().inputs().stream()
                .map(input -> input.source().value())
                .toList();
    }

    private Figures watch(ChildJvm process, PeakMemory memory, Watching watching, Admin admin, List<String> sources)
            throws InterruptedException, SQLException {
        Map<String, Map<Integer, Long>> ends = events.ends(sources);
        long deadline = System.nanoTime() + RUN_MAX.toNanos();
        String table = "public." + query.view();
        Servers.@Nullable Used begun = null;
        long first = 0;
        boolean exists = false;
        while (true) {
            if (!process.isRunning() || System.nanoTime() > deadline) {
                throw new IllegalStateException("%s: the process %s; see its log below %s"
                        .formatted(
                                query.name(),
                                process.isRunning() ? "is not done after " + RUN_MAX : "has ended",
                                bench.directory()));
            }
            if (begun == null && Flows.isRunning(admin, events.pipeline(), number)) {
                begun = bench.now(List.of(process.pid()));
            }
            exists = exists || watching.exists(table);
            if (exists && first == 0 && watching.hasRow(table)) {
                first = System.nanoTime();
            }
            if (begun != null && exists && watching.hasReached(query.view(), ends)) {
                Servers.Used done = bench.now(List.of(process.pid()));
                memory.close();
                return figures(
                        sources,
                        begun,
                        done,
                        first,
                        memory,
                        watching.text(query.check().formatted(table)));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    private Figures figures(
            List<String> sources, Servers.Used begun, Servers.Used done, long first, PeakMemory memory, String check) {
        Servers.Used used = done.since(begun);
        return new Figures(
                events.engine(),
                events.count(sources),
                used.seconds(),
                used.job(),
                used.postgres(),
                used.broker(),
                used.others(),
                begun.job(),
                memory.pssBytes(),
                memory.rssBytes(),
                Math.max(0, first - begun.nanos()) / 1e9,
                0,
                check);
    }
}
