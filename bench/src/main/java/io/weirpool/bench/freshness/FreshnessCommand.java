package io.weirpool.bench.freshness;

import io.weirpool.bench.report.Machine;
import io.weirpool.bench.report.Results;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weirpool bench freshness}. */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description =
                "From the answer to a post until a reader of PostgreSQL sees its effect, in a view that groups and"
                        + " in one that only filters, at given rates.",
        footer = {
            "",
            "Up to 1,000 rows a second come one by one, more of them together, as NDJSON. Some",
            "50 a second are watched: each is a post of its own, and a reader asks every 5 ms",
            "which of them it can see. 'too long by at most' is the time since the look before,",
            "in 99 of 100 cases. All rows must be counted once at the end.",
            "",
            "Examples:",
            "  weirpool bench freshness",
            "  weirpool bench freshness --rates 2000 --rounds 1",
            "  weirpool bench freshness --set processor.commit.interval='50 ms'"
        })
public final class FreshnessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rates", paramLabel = "N", split = ",", description = "events/s (default: 500,2000,10000)")
    private List<Integer> rates = List.of(500, 2_000, 10_000);

    @Option(names = "--seconds", paramLabel = "N", description = "of each run (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "seconds before (default: ${DEFAULT-VALUE})")
    private int warmUp = 20;

    @Option(names = "--rounds", paramLabel = "N", description = "of all rates (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of Weirpool")
    private Map<String, String> settings = Map.of();

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (Workplace place = Workplace.make()) {
            Table table = new FreshnessBench(
                            rates,
                            Duration.ofSeconds(seconds),
                            Duration.ofSeconds(warmUp),
                            rounds,
                            settings,
                            place.directory())
                    .run(err::println);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep(
                            "freshness",
                            Machine.here(Workplace.home()),
                            "2 partitions, both views in one flow, runs of %d s, the one in the middle of %d rounds %s"
                                    .formatted(seconds, rounds, settings)
                                    .strip(),
                            table);
            spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        }
        return 0;
    }
}
