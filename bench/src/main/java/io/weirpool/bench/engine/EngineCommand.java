package io.weirpool.bench.engine;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weirpool bench engine}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description =
                "Nexmark events that lie in Kafka, a view over them, until its last row can be read in PostgreSQL;"
                        + " Flink beside it, in turn, where its directory is built.",
        footer = {
            "",
            "CPU seconds are those between the first record taken and the last row",
            "readable; what starting cost stands beside them. 'per job CPU s' is",
            "records per CPU second of processor and sink (Flink: its JVM).",
            "'rows written' counts inserts, updates and deletes of PostgreSQL.",
            "",
            "Examples:",
            "  weirpool bench engine                       the six that Flink has, too",
            "  weirpool bench engine group-by top-n --events 3000000",
            "  weirpool bench engine nexmark --rounds 1    Nexmark's own, ours only",
            "  weirpool bench engine q0 q5",
            "  weirpool bench engine filter group-by --ids  what an id costs",
            "  weirpool bench engine join --set processor.threads=2 --json"
        })
public final class EngineCommand extends Measurement {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "group-by, join, hop, top-n, tumble, filter; q0 to q22, all of them: nexmark")
    private List<String> names = List.of();

    @Option(names = "--events", paramLabel = "N", description = "of all kinds (default: ${DEFAULT-VALUE})")
    private long events = 3_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "runs of each side (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--peers", paramLabel = "DIR", description = "Flink's side (default: ../shared/peers)")
    private Path peers = Workplace.home().resolveSibling("shared").resolve("peers");

    @Option(names = "--no-peer", description = "ours only")
    private boolean noPeer;

    @Option(names = "--backend", paramLabel = "NAME", split = ",", description = "Flink's (default: hashmap,rocksdb)")
    private List<String> backends = List.of("hashmap", "rocksdb");

    @Option(names = "--mini-batch", paramLabel = "on|off", split = ",", description = "Flink's (default: off,on)")
    private List<String> miniBatches = List.of("off", "on");

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of ours")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--ids",
            description = "ours beside ours over the same events with an id each; no peer. What an id costs is the"
                    + " difference")
    private boolean ids;

    @Override
    protected void check() {
        queries();
    }

    @Override
    protected String section() {
        if (ids) {
            return "engine, ids";
        }
        boolean areOwn = queries().stream().allMatch(query -> query.peer() == null);
        return areOwn ? "engine, Nexmark" : "engine";
    }

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        FlinkPeer.Found found = FlinkPeer.in(peers);
        boolean alone = noPeer || ids;
        if (!alone && found.peer().isEmpty()) {
            tell.accept(found.missing());
        }
        Table table = new EngineBench(
                        queries(),
                        events,
                        rounds,
                        backends,
                        miniBatches,
                        settings,
                        ids,
                        alone ? Optional.empty() : found.peer(),
                        directory)
                .run(tell);
        String conditions = "%,d events, 2 partitions, medians of %d %s".formatted(events, rounds, settings);
        return new Found(conditions.strip(), table);
    }

    private List<Query> queries() {
        try {
            return Queries.all().of(names);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }
}
