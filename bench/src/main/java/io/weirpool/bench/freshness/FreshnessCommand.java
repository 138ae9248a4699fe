package io.weirpool.bench.freshness;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class FreshnessCommand extends Measurement {
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

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Table table = new FreshnessBench(
                        rates, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), rounds, settings, directory)
                .run(tell);
        String conditions = "2 partitions, both views in one flow, runs of %d s, the one in the middle of %d rounds %s"
                .formatted(seconds, rounds, settings);
        return new Found(conditions.strip(), table);
    }
}
