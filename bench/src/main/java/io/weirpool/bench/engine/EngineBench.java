package io.weirpool.bench.engine;

import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.times;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.process.Servers;
import io.weirpool.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs each query on both sides in turn, ours first, and tells how each run went.
 *
 * @param events of all kinds together
 * @param rounds of each side; the run in the middle counts
 * @param backends of Flink's; its best counts
 * @param miniBatches of Flink's: {@code on}, {@code off}
 * @param settings of ours over the defaults
 * @param ids whether ours also runs over events that each have an id
 * @param directory for what is written meanwhile
 */
record EngineBench(
        List<Query> queries,
        long events,
        int rounds,
        List<String> backends,
        List<String> miniBatches,
        Map<String, String> settings,
        boolean ids,
        Optional<FlinkPeer> peer,
        Path directory) {
    static final List<String> COLUMNS = List.of(
            "query",
            "engine",
            "events/s",
            "per job CPU s",
            "per CPU s",
            "job CPU s",
            "PostgreSQL CPU s",
            "broker CPU s",
            "others CPU s",
            "start CPU s",
            "peak PSS MiB",
            "peak RSS MiB",
            "first row s",
            "rows written",
            "table");
    private static final double MIB = 1024 * 1024;

    Table run(Consumer<String> tell) throws InterruptedException, SQLException, IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Servers bench = Servers.start(directory)) {
            tell.accept("%,d events into Kafka".formatted(events));
            Events made = Events.produce(bench.kafka(), events, peer.isPresent());
            Optional<Events> withIds =
                    ids ? Optional.of(Events.produceWithIds(bench.kafka(), events)) : Optional.empty();
            int number = 0;
            // Servers compile what they run for the first time, which is no cost of whoever happens to come first.
            tell.accept("one run to warm the servers, which does not count");
            new WeirpoolRun(bench, made, queries.get(0), ++number, settings).run();
            for (Query query : queries) {
                Map<String, List<Figures>> runs = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    keep(runs, query, new WeirpoolRun(bench, made, query, ++number, settings).run(), tell);
                    if (withIds.isPresent()) {
                        keep(runs, query, new WeirpoolRun(bench, withIds.get(), query, ++number, settings).run(), tell);
                    }
                    if (peer.isPresent() && query.peer() != null) {
                        number = runPeer(peer.get(), bench, query, number, runs, tell);
                    }
                }
                rows.addAll(summary(query, runs));
            }
        }
        return new Table(COLUMNS, rows);
    }

    private int runPeer(
            FlinkPeer flink,
            Servers bench,
            Query query,
            int number,
            Map<String, List<Figures>> runs,
            Consumer<String> tell)
            throws SQLException, InterruptedException {
        int next = number;
        for (String backend : backends) {
            for (String miniBatch : miniBatches) {
                keep(runs, query, flink.run(bench, query, ++next, backend, miniBatch, events), tell);
            }
        }
        return next;
    }

    private static void keep(Map<String, List<Figures>> runs, Query query, Figures figures, Consumer<String> tell) {
        runs.computeIfAbsent(figures.engine(), engine -> new ArrayList<>()).add(figures);
        tell.accept(String.join("  ", cells(query, figures)));
    }

    /** Ours, the other side's best, and how they compare. */
    private static List<List<String>> summary(Query query, Map<String, List<Figures>> runs) {
        List<List<String>> rows = new ArrayList<>();
        List<Figures> medians = runs.values().stream().map(Figures::median).toList();
        Figures ours = medians.get(0);
        rows.add(cells(query, ours));
        Optional<Figures> best = medians.stream()
                .skip(1)
                .reduce((one, other) -> one.recordsPerJobCpu() >= other.recordsPerJobCpu() ? one : other);
        best.ifPresent(theirs -> {
            rows.add(cells(query, theirs));
            rows.add(ratios(query, ours, theirs));
        });
        return rows;
    }

    private static List<String> cells(Query query, Figures figures) {
        return List.of(
                query.name(),
                figures.engine(),
                whole(figures.recordsPerSecond()),
                whole(figures.recordsPerJobCpu()),
                whole(figures.recordsPerCpu()),
                tenths(figures.jobCpu()),
                tenths(figures.postgresCpu()),
                tenths(figures.brokerCpu()),
                tenths(figures.othersCpu()),
                tenths(figures.startCpu()),
                whole(figures.peakPssBytes() / MIB),
                whole(figures.peakRssBytes() / MIB),
                tenths(figures.firstSeconds()),
                whole((double) figures.rowsWritten()),
                figures.check());
    }

    private static List<String> ratios(Query query, Figures ours, Figures theirs) {
        List<String> row = new ArrayList<>(List.of(
                query.name(),
                "ratio",
                times(Figures.ratio(ours, theirs, Figures::recordsPerSecond)),
                times(Figures.ratio(ours, theirs, Figures::recordsPerJobCpu)),
                times(Figures.ratio(ours, theirs, Figures::recordsPerCpu))));
        row.addAll(List.of("", "", "", "", ""));
        row.add(times(Figures.ratio(ours, theirs, Figures::peakPssBytes)));
        row.add(times(Figures.ratio(ours, theirs, Figures::peakRssBytes)));
        row.add("");
        row.add(times(Figures.ratio(ours, theirs, Figures::rowsWritten)));
        row.add(theirs.check().startsWith(ours.check()) ? "equal" : "DIFFERS");
        return row;
    }
}
